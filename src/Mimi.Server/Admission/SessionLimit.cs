using System.Globalization;
using Microsoft.AspNetCore.Http;
using Mimi.Server.Http;
using Mimi.Speech;

namespace Mimi.Server.Admission;

/// <summary>Lets sessions in as long as those that are running do not suffer.</summary>
/// <remarks>
/// A number that was configured counts all sessions. Without one the recognizer's own measure decides: what a stream takes of its threads tells before anybody is late that
/// one more is too many, also when many come at once; how late it is tells when other programs, or a wrong guess, made it too many already.
/// A session whose audio has ended makes room at once, so that a speaker can go on in the next one while the last words of this one are recognized. There are no more of these than of the others.
/// </remarks>
internal sealed class SessionLimit(MimiServerOptions options)
{
    /// <summary>How much of the recognizer's threads may be needed if everybody speaks at once. The rest is for temporary results, and for all that is no recognition.</summary>
    private const double MaxLoad = 0.5;

    /// <summary>As many sessions as there are processors are let in whatever was measured: a computer that is busy with something else for a moment still serves.</summary>
    private static readonly int AlwaysTaken = Environment.ProcessorCount;

    private readonly Lock _gate = new();
    private readonly HashSet<SessionSeat> _seats = [];
    private readonly RetryAfter _retryAfter = new();

    /// <summary>Lets a session in.</summary>
    /// <param name="capacity">What its recognizer can bear, if it knows.</param>
    /// <returns>Its seat, to be disposed of when the recognizer has done its work.</returns>
    /// <exception cref="RefusedException">It is one too many.</exception>
    public SessionSeat Enter(ISpeechCapacity? capacity)
    {
        lock (_gate)
        {
            if (options.MaxSessions is { } most)
            {
                DemandCount(most);
            }
            else if (capacity is not null)
            {
                DemandLoad(capacity);
            }

            var seat = new SessionSeat(this, capacity);
            _seats.Add(seat);
            return seat;
        }
    }

    public void Leave(SessionSeat seat)
    {
        lock (_gate)
        {
            _seats.Remove(seat);
        }
    }

    private void DemandCount(int most)
    {
        int speaking = _seats.Count(static seat => !seat.IsFinishing);
        if (speaking >= most || _seats.Count >= 2L * most)
        {
            throw Refused($"{(speaking >= most ? speaking : _seats.Count)} sessions are running, and MaxSessions is {most}.");
        }
    }

    private void DemandLoad(ISpeechCapacity capacity)
    {
        SessionSeat[] measured = [.. _seats.Where(static seat => seat.Capacity is not null)];
        SessionSeat[] speaking = [.. measured.Where(static seat => !seat.IsFinishing)];
        if (speaking.Length < AlwaysTaken && measured.Length < 2 * AlwaysTaken)
        {
            return;
        }

        if (Load(speaking) + capacity.StreamLoad > MaxLoad || Load(measured) + capacity.StreamLoad > 2 * MaxLoad)
        {
            throw Refused(string.Create(CultureInfo.InvariantCulture, $"{measured.Length} sessions are running, which may need {100 * Load(measured):0} % of what recognizes."));
        }

        TimeSpan lag = capacity.Lag;
        if (lag > options.MaxLag)
        {
            throw Refused(string.Create(CultureInfo.InvariantCulture, $"Recognition is {lag.TotalSeconds:0.0} s late, and MaxLag is {options.MaxLag.TotalSeconds} s."));
        }
    }

    private static double Load(IEnumerable<SessionSeat> seats) => seats.Sum(static seat => seat.Capacity!.StreamLoad);

    private RefusedException Refused(string why)
    {
        int seconds = _retryAfter.Next();
        return new(StatusCodes.Status503ServiceUnavailable, string.Create(CultureInfo.InvariantCulture, $"This server takes no more sessions now: {why} Try again in {seconds} s, as Retry-After says.")) { RetryAfterSeconds = seconds };
    }
}
