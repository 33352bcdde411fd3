using Mimi.Client;
using Mimi.Client.Continuous;
using Mimi.Proof.Fuzzing;

namespace Mimi.Proof.Ledger;

/// <summary>Reads the events of a continuous session as an account: every sample is in one text or one gap, in order, and times are the user's.</summary>
/// <param name="options">Those of the session.</param>
/// <param name="sampleRate">That of the audio.</param>
/// <param name="mayHaveHoles">Whether the server has finals of its own, which no client can tell from those that were asked for.</param>
internal sealed class ContinuousLedger(MimiContinuousOptions options, int sampleRate, bool mayHaveHoles = false)
{
    private const int BytesPerSample = 2;
    private const double ToleranceSeconds = 0.002;

    private readonly HashSet<long> _standing = []; // Temporary texts that nothing has replaced.
    private readonly List<(long Start, long End)> _holes = [];
    private long _lastId;
    private long _handedOver;

    /// <summary>Gets up to which sample everything is told.</summary>
    public long Place { get; private set; }

    public int Texts { get; private set; }

    public int Gaps { get; private set; }

    public int Seams { get; private set; }

    public int Reconnections { get; private set; }

    /// <summary>Gets how many samples were told as lost with the session.</summary>
    public long LostWithSession { get; private set; }

    /// <summary>Gets how many samples nobody can say of whether they were recognized.</summary>
    public long Crossed { get; private set; }

    public MimiContinuousEvent? Last { get; private set; }

    /// <summary>Gets or sets how many bytes the user has handed over, what is being handed over included.</summary>
    public long HandedOver
    {
        get => Interlocked.Read(ref _handedOver);
        set => Interlocked.Exchange(ref _handedOver, value);
    }

    private long SamplesHandedOver => HandedOver / BytesPerSample;

    public void Add(MimiContinuousEvent told)
    {
        Expect.That(told.Id > _lastId, $"Event {told.Id} follows on {_lastId}.");
        Expect.That(Last is not MimiConnectionChange { State: MimiConnectionState.Closed }, $"{told.GetType().Name} comes behind Closed.");
        (_lastId, Last) = (told.Id, told);
        switch (told)
        {
            case MimiGapEvent gap:
                AddGap(gap);
                break;
            case MimiTranscript text:
                AddText(text);
                break;
            case MimiSeam seam:
                Seams++;
                Expect.That(seam.Sample >= 0 && seam.Sample <= SamplesHandedOver && Is(seam.Position, seam.Sample), $"A seam at {seam.Sample}, {seam.Position}.");
                break;
            case MimiConnectionChange { State: MimiConnectionState.Reconnecting, Attempt: > 0 }:
                Reconnections++;
                break;
        }
    }

    private void AddGap(MimiGapEvent gap)
    {
        Gaps++;
        Skip(gap.StartSample);
        Expect.That(gap.StartSample == Place && gap.SampleCount > 0, $"A gap of {gap.SampleCount} samples at {gap.StartSample}, not at {Place}: {gap.Reason}.");
        Place += gap.SampleCount;
        Expect.That(Place <= SamplesHandedOver, $"A gap ends at {Place}, and only {SamplesHandedOver} were handed over.");
        Expect.That(Is(gap.Start, gap.StartSample) && Is(gap.Length, gap.SampleCount), $"A gap of {gap.SampleCount} samples at {gap.StartSample} is said to be {gap.Length} at {gap.Start}.");
        switch (gap.Reason)
        {
            case MimiGapReason.OutsideReplayWindow:
                long window = (long)(options.ReplayWindow.TotalSeconds * sampleRate);
                Expect.That(Place <= SamplesHandedOver - window + 1, $"The gap to {Place} is inside the window of {window}: {SamplesHandedOver} were handed over.");
                break;
            case MimiGapReason.Overload:
                Expect.That(options.Overload == MimiOverload.DropOldest, "Audio was dropped that must not be.");
                break;
            default:
                LostWithSession += gap.SampleCount;
                break;
        }
    }

    private void AddText(MimiTranscript text)
    {
        Expect.That(text.Supersedes is not { } replaced || _standing.Remove(replaced), $"Event {text.Id} replaces {text.Supersedes}, which no temporary text is, or which was replaced.");
        Expect.That(text.Start >= TimeSpan.Zero && !(text.End < text.Start), $"A text is from {text.Start} to {text.End}.");
        if (!text.IsDetermined)
        {
            _standing.Add(text.Id);
            return;
        }

        if (text.Text.Length == 0)
        {
            return;
        }

        Texts++;
        long first = -1;
        foreach ((long Start, long End)[] places in LedgerMessages.Parse(text.Text))
        {
            int place = Array.FindIndex(places, range => range.Start == Place);
            if (place < 0)
            {
                Skip(LedgerMessages.StartBehind(Place, places, text.Start));
                place = Array.FindIndex(places, range => range.Start == Place);
            }

            if (place < 0)
            {
                string ranges = string.Join(" or ", places.Select(static range => $"{range.Start} to {range.End}"));
                throw new FuzzViolationException($"A text of {ranges}, said to begin at {text.Start}, and {Place} is next ({text.Kind}).");
            }

            first = first < 0 ? Place : first;
            Place = places[place].End;
        }

        Expect.That(Is(text.Start, first), $"A text that begins at sample {first} is said to begin at {text.Start}.");
        Expect.That(Place <= SamplesHandedOver, $"A text ends at {Place}, and only {SamplesHandedOver} were handed over.");
        Expect.That(text.End is { } told && (Is(told, Place) || (mayHaveHoles && told.TotalSeconds * sampleRate > Place)), $"A text that ends at sample {Place} is said to end at {text.End}.");
    }

    /// <summary>Checks that nothing is missing but what no client can know of: the server gave a final by itself, which met the end marker on the way, and so looks like the one that was asked for.</summary>
    /// <param name="crossed">The audio behind such finals.</param>
    public void CheckHoles(IReadOnlyCollection<(long Start, long End)> crossed)
    {
        foreach ((long start, long end) in _holes)
        {
            long reached = start;
            foreach ((long from, long to) in crossed.Order())
            {
                reached = from <= reached ? Math.Max(reached, to) : reached; // Utterances that follow on each other may both be crossed.
            }

            Expect.That(reached >= end, $"Samples {start} to {end} are in no text and in no gap, from {reached} on without a reason.");
            Crossed += end - start;
        }
    }

    /// <summary>Goes on behind audio that is not told of, if the server has finals of its own; otherwise that is wrong at once.</summary>
    public void Skip(long next)
    {
        if (next > Place && mayHaveHoles)
        {
            _holes.Add((Place, next));
            Place = next;
        }
    }

    private bool Is(TimeSpan time, long samples) => Math.Abs(time.TotalSeconds - ((double)samples / sampleRate)) <= ToleranceSeconds;
}
