namespace Mimi.Client.Sessions;

/// <summary>A first-in, first-out list out of whose middle the oldest temporary result can be taken. Grows as it must.</summary>
internal sealed class ResultRing<T>
{
    private (T Result, bool IsTemporary)[] _items = new (T, bool)[4];
    private int _head;

    public int Count { get; private set; }

    public void Add(T result, bool isTemporary)
    {
        if (Count == _items.Length)
        {
            var grown = new (T, bool)[Count * 2];
            for (int i = 0; i < Count; i++)
            {
                grown[i] = At(i);
            }

            (_items, _head) = (grown, 0);
        }

        Count++;
        At(Count - 1) = (result, isTemporary);
    }

    public bool TryRemoveFirst(out T result)
    {
        if (Count == 0)
        {
            result = default!;
            return false;
        }

        result = At(0).Result;
        RemoveHead();
        return true;
    }

    /// <summary>Removes the oldest temporary result.</summary>
    /// <returns><see langword="false"/> if there is none.</returns>
    public bool TryRemoveTemporary()
    {
        int oldest = 0;
        while (oldest < Count && !At(oldest).IsTemporary)
        {
            oldest++;
        }

        if (oldest == Count)
        {
            return false;
        }

        for (int i = oldest; i > 0; i--)
        {
            At(i) = At(i - 1);
        }

        RemoveHead();
        return true;
    }

    private void RemoveHead()
    {
        At(0) = default;
        _head = (_head + 1) % _items.Length;
        Count--;
    }

    private ref (T Result, bool IsTemporary) At(int index) => ref _items[(_head + index) % _items.Length];
}
