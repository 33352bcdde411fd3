namespace Mimi.Client.Sessions;

/// <summary>Where speech lies in what was sent, as far as no result reaches. Positions and lengths are in bytes. Its owner guards it.</summary>
internal sealed class SpeechLedger
{
    /// <summary>How many blocks are told apart. When there are more, each two become one: the sum stays, its places get coarser.</summary>
    private const int MaxBlocks = 1_024;

    private readonly Queue<(long Position, long Total)> _blocks = new();
    private long _total;
    private long _answered;

    /// <summary>Gets how much speech no result reaches.</summary>
    public long Unanswered => _total - _answered;

    /// <summary>Adds speech that ends at a position.</summary>
    public void Add(long position, int speech)
    {
        if (_blocks.Count == MaxBlocks)
        {
            for (int i = 0; i < MaxBlocks; i++)
            {
                (long, long) block = _blocks.Dequeue();
                if (i % 2 == 1)
                {
                    _blocks.Enqueue(block);
                }
            }
        }

        _total += speech;
        _blocks.Enqueue((position, _total));
    }

    /// <summary>Says how far results reach.</summary>
    public void Answer(long position)
    {
        while (_blocks.TryPeek(out (long Position, long Total) first) && first.Position <= position)
        {
            _answered = first.Total;
            _blocks.Dequeue();
        }
    }
}
