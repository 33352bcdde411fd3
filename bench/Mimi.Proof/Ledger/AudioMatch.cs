using Mimi.Proof.Fuzzing;

namespace Mimi.Proof.Ledger;

/// <summary>Finds out which part of the user's audio a connection gets, and checks that it is, sample by sample.</summary>
internal sealed class AudioMatch(LedgerPlan plan)
{
    private int _verified; // In bytes.

    /// <summary>Gets where in the user's audio it begins, in samples, once that is known.</summary>
    public int? Start { get; private set; }

    /// <summary>Gets where it may begin, in samples.</summary>
    public IEnumerable<long> PlacesOf(ReadOnlySpan<byte> heard) => Start is { } start ? [start] : LedgerAudio.Find(plan.Audio.Span, heard).Select(static place => (long)place);

    /// <param name="heard">All that has come.</param>
    /// <param name="isMessageEnd">Whether a message ends with it: a network may cut one anywhere.</param>
    public void Verify(ReadOnlySpan<byte> heard, bool isMessageEnd)
    {
        if (plan.IsPlain)
        {
            return; // Silence and gaps are in it: checked in the end.
        }

        Expect.That(!isMessageEnd || heard.Length % LedgerAudio.BytesPerSample == 0, "Half a sample was sent.");
        ReadOnlySpan<byte> user = plan.Audio.Span;
        if (heard.Length < LedgerAudio.BytesPerSample)
        {
            return;
        }

        if (Start is null)
        {
            List<int> places = LedgerAudio.Find(user, heard);
            Expect.That(places.Count > 0, $"A connection begins with {heard.Length} bytes that are nowhere in the user's audio.");
            if (places.Count > 1)
            {
                return; // A few samples sound alike.
            }

            Start = places[0];
        }

        int from = (Start.Value * LedgerAudio.BytesPerSample) + _verified;
        Expect.That(
            from + heard.Length - _verified <= user.Length && heard[_verified..].SequenceEqual(user.Slice(from, heard.Length - _verified)),
            $"A connection that begins at sample {Start} gets something else behind sample {_verified / LedgerAudio.BytesPerSample} of it.");
        _verified = heard.Length;
    }
}
