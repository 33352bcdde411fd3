using System.Diagnostics;

namespace Mimi.Speech.Bench.Scripted;

/// <summary>Sends every session's chunks when they are due, one session behind the other, evenly spread over the time of a chunk.</summary>
internal sealed class Pacer(LeanSession[] sessions, AudioFrames frames, TimeSpan chunk, int chunks, long start)
{
    private readonly double _ticksPerSend = chunk.TotalSeconds * Stopwatch.Frequency / sessions.Length;

    /// <summary>Tells when a session's chunk has to be sent.</summary>
    public long Due(int session, int number) => start + (long)((((double)number * sessions.Length) + session) * _ticksPerSend);

    /// <summary>Sends everything.</summary>
    /// <returns>How late a chunk was sent, at worst. A chunk is sent up to a millisecond early.</returns>
    public TimeSpan Run()
    {
        TimeSpan worst = TimeSpan.Zero;
        for (int number = 0; number < chunks; number++)
        {
            for (int i = 0; i < sessions.Length; i++)
            {
                TimeSpan late = WaitFor(Due(i, number));
                worst = late > worst ? late : worst;
                sessions[i].Send(frames.Of(i, number));
                if (number == chunks - 1)
                {
                    sessions[i].Send(AudioFrames.Break);
                }
            }
        }

        return worst;
    }

    private static TimeSpan WaitFor(long due)
    {
        TimeSpan late;
        while ((late = Stopwatch.GetElapsedTime(due)) < TimeSpan.FromMilliseconds(-1))
        {
            Thread.Sleep(1);
        }

        return late;
    }
}
