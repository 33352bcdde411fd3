using Mimi.Proof.Ledger;

namespace Mimi.Proof.Soak;

/// <summary>What the server knows of one session.</summary>
/// <param name="number">Its number, which is in its address.</param>
/// <param name="service">Whose results it wants.</param>
/// <param name="begin">Where in the ring of audio it begins, in bytes.</param>
/// <param name="isPlain">Whether it is a plain session: it sends what it is given, half a sample too.</param>
internal sealed class SoakTrack(int number, LedgerService service, long begin, bool isPlain)
{
    private long _handedOver;

    public int Number => number;

    public LedgerService Service => service;

    public bool IsPlain => isPlain;

    /// <summary>Gets or sets how many bytes were handed over, what is being handed over included.</summary>
    public long HandedOver
    {
        get => Interlocked.Read(ref _handedOver);
        set => Interlocked.Exchange(ref _handedOver, value);
    }

    /// <summary>Reads the user's audio.</summary>
    public ReadOnlyMemory<byte> Slice(long place, int count) => SoakAudio.Slice(begin + place, count);

    /// <summary>Finds where in the user's audio something may begin, in bytes: the latest places first.</summary>
    public List<long> Find(ReadOnlySpan<byte> heard) => [.. SoakAudio.Find(heard, begin + HandedOver).Select(place => place - begin).Where(static place => place >= 0)];
}
