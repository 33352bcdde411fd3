using Mimi.Client;
using Mimi.Proof.Fuzzing;

namespace Mimi.Proof.Ledger;

/// <summary>Compares what a server got in one session with the user's audio, the gaps, and the silence that keeps a session alive.</summary>
internal sealed class PlainLedger(LedgerPlan plan, List<MimiAudioGap> gaps, ReadOnlyMemory<byte> heard)
{
    /// <summary>100 ms.</summary>
    private const int SilenceBytes = LedgerAudio.SampleRate / 10 * LedgerAudio.BytesPerSample;

    private readonly List<(long Connection, long User, bool IsSilence)> _stretches = [];
    private long _user;
    private int _at;
    private int _gap;
    private long _silence;

    /// <param name="taken">How many bytes of sends that came back the session took.</param>
    /// <param name="failed">How long the send was that failed with the session: it may have been taken in part.</param>
    /// <param name="isWhole">Whether it ended well, so that everything must have come.</param>
    /// <param name="health">What the session says in the end.</param>
    /// <param name="marks">What it said about samples.</param>
    public void Check(long taken, int failed, bool isWhole, MimiSessionHealth health, List<PlainMark> marks)
    {
        Expect.That(gaps.Count == 0 || plan.Session.Overload == MimiOverload.DropOldest, "Audio was dropped that must not be.");
        long most = (long)Math.Round(health.AudioTaken.TotalSeconds * LedgerAudio.SampleRate * LedgerAudio.BytesPerSample);
        Expect.That(most >= taken && most <= taken + failed, $"{taken} bytes were taken, and at most {failed} of a send that failed; the health says {most}.");
        taken = most;
        Walk(taken);
        if (isWhole)
        {
            Expect.That(_user == taken && _gap == gaps.Count, $"The server got up to byte {_user} of {taken}, and {_gap} of {gaps.Count} gaps are before.");
            long dropped = gaps.Sum(static gap => gap.SampleCount) * LedgerAudio.BytesPerSample;
            Expect.That(Bytes(health.AudioDropped) == dropped / 2, $"{dropped} bytes were dropped, and the health says {health.AudioDropped}.");
            Expect.That(Math.Abs(Bytes(health.AudioSent) - ((taken - dropped) / 2)) <= 1, $"{taken - dropped} bytes of the user's were sent, and the health says {health.AudioSent}; {_silence} bytes of silence.");
        }

        foreach (PlainMark mark in marks)
        {
            Check(mark);
        }
    }

    private static long Bytes(TimeSpan time) => (long)Math.Round(time.TotalSeconds * LedgerAudio.SampleRate);

    private void Walk(long taken)
    {
        ReadOnlySpan<byte> audio = plan.Audio.Span[..(int)taken];
        ReadOnlySpan<byte> got = heard.Span;
        while (true)
        {
            if (_gap < gaps.Count && gaps[_gap].StartSample * LedgerAudio.BytesPerSample == _user)
            {
                _user += gaps[_gap++].SampleCount * LedgerAudio.BytesPerSample;
                continue;
            }

            if (_at == got.Length)
            {
                return;
            }

            long end = _gap < gaps.Count ? gaps[_gap].StartSample * LedgerAudio.BytesPerSample : taken;
            int same = got[_at..].CommonPrefixLength(audio[(int)_user..(int)Math.Max(_user, Math.Min(end, taken))]);
            bool isAll = same > 0 && (_at + same == got.Length || _user + same == end);
            int silent = isAll ? -1 : SilenceBehind(got[_at..], same);
            Expect.That(
                isAll || silent >= 0,
                $"Byte {_at + same} of the connection is not byte {_user + same} of the user's audio ({taken} taken, next gap {(_gap < gaps.Count ? gaps[_gap] : null)}).");
            same = isAll ? same : silent;
            if (same > 0)
            {
                _stretches.Add((_at, _user, false));
                (_at, _user) = (_at + same, _user + same);
            }

            if (isAll)
            {
                continue;
            }

            _stretches.Add((_at, _user, true));
            _at += SilenceBytes;
            _silence += SilenceBytes;
        }
    }

    /// <summary>Where silence begins: where the audio differs, or a sample before, as the audio may have a zero there. Never within a sample.</summary>
    private int SilenceBehind(ReadOnlySpan<byte> got, int same)
    {
        if (plan.Session.KeepAlive is null)
        {
            return -1;
        }

        int begin = same - ((_at + same) % LedgerAudio.BytesPerSample);
        return IsSilence(got, begin) ? begin : IsSilence(got, begin - LedgerAudio.BytesPerSample) ? begin - LedgerAudio.BytesPerSample : -1;
    }

    private static bool IsSilence(ReadOnlySpan<byte> got, int begin) =>
        begin >= 0 && begin + SilenceBytes <= got.Length && !got.Slice(begin, SilenceBytes).ContainsAnyExcept((byte)0);

    private void Check(PlainMark mark)
    {
        long connection = mark.Sample * LedgerAudio.BytesPerSample;
        (long begin, long user, bool isSilence) = _stretches.FindLast(stretch => stretch.Connection <= connection);
        if (!isSilence && connection < heard.Length)
        {
            double expected = (user + connection - begin) / (double)LedgerAudio.BytesPerSample;
            Expect.That(
                Math.Abs((mark.AudioTime.TotalSeconds * LedgerAudio.SampleRate) - expected) <= LedgerAudio.SamplesPerMillisecond,
                $"Sample {mark.Sample} of the connection is sample {expected} of the user's, and is said to be at {mark.AudioTime}.");
        }
    }
}
