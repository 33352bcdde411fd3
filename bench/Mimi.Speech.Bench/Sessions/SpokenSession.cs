using System.Diagnostics;
using System.Runtime.InteropServices;
using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.Recognition;

namespace Mimi.Speech.Bench.Sessions;

/// <summary>One session that speaks at the pace of a microphone, in chunks of 100 ms, and notes when each result came.</summary>
internal sealed class SpokenSession(MimiAsrClient client, Speech speech)
{
    private const int ChunkSamples = 1_600;
    private static readonly TimeSpan Grid = TimeSpan.FromMilliseconds(320);

    /// <summary>How late an overloaded server is shall be seen; by default the client gives up after 8 s without an answer.</summary>
    public static MimiSessionOptions Patient { get; } = new() { OpenTimeout = TimeSpan.FromMinutes(2), HandshakeTimeout = TimeSpan.FromMinutes(2), SendTimeout = Timeout.InfiniteTimeSpan, AnswerTimeout = Timeout.InfiniteTimeSpan, FinalTimeout = TimeSpan.FromMinutes(5) };

    private readonly List<(TimeSpan Heard, TimeSpan Came)> _results = [];
    private IReadOnlyList<MimiAsrSegment> _final = [];
    private TimeSpan _stopped;

    public string Text { get; private set; } = "";

    /// <summary>Gets how long after the end the final came.</summary>
    public TimeSpan Final { get; private set; }

    /// <summary>Gets how long after its last sound was spoken each temporary came.</summary>
    public IEnumerable<TimeSpan> Temporaries => _results.Select(static result => result.Came - result.Heard);

    /// <summary>Gets how long after each moment of speech, taken every 320 ms, the first result came that covers it. Temporaries that were left out count here.</summary>
    public IEnumerable<TimeSpan> Shown
    {
        get
        {
            foreach (MimiAsrSegment segment in _final)
            {
                for (TimeSpan at = segment.Start + Grid; at <= segment.End; at += Grid)
                {
                    yield return _results.Where(result => result.Heard >= at).Select(static result => result.Came).FirstOrDefault(_stopped + Final) - at;
                }
            }
        }
    }

    /// <param name="speed">How fast to speak: 1 is real time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Mimi.Client.MimiException">It was refused, or broke off.</exception>
    public async Task RunAsync(double speed, CancellationToken cancellationToken)
    {
        await using MimiRecognitionSession<MimiAsrResult> session = await client.OpenSessionAsync(new() { Language = "en", Session = Patient }, cancellationToken);
        long start = Stopwatch.GetTimestamp();
        Task sending = Task.Run(() => SendAsync(session, start, speed, cancellationToken), cancellationToken);
        await foreach (MimiAsrResult result in session.ReceiveAllAsync(cancellationToken))
        {
            TimeSpan came = Stopwatch.GetElapsedTime(start);
            if (result.IsFinal)
            {
                (Text, _final) = (result.Text, result.Segments);
                await sending;
                Final = came - _stopped;
            }
            else if (result.Segments.Count > 0)
            {
                _results.Add((result.Segments[^1].End, came));
            }
        }
    }

    private async Task SendAsync(MimiRecognitionSession<MimiAsrResult> session, long start, double speed, CancellationToken cancellationToken)
    {
        for (int at = 0; at < speech.Pcm.Length; at += ChunkSamples)
        {
            int length = Math.Min(ChunkSamples, speech.Pcm.Length - at);
            TimeSpan due = TimeSpan.FromSeconds((at + length) / 16_000.0 / speed) - Stopwatch.GetElapsedTime(start);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, cancellationToken);
            }

            await session.SendBinaryAsync(MemoryMarshal.AsBytes(speech.Pcm.AsSpan(at, length)).ToArray(), cancellationToken);
        }

        _stopped = Stopwatch.GetElapsedTime(start);
        await session.StopRecognitionAsync(cancellationToken);
    }
}
