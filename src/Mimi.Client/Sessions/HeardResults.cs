namespace Mimi.Client.Sessions;

/// <summary>What was heard of an utterance, whether or not somebody reads the results: every determined result, and the last temporary one. Its owner guards it.</summary>
internal sealed class HeardResults<T>
{
    private readonly List<T> _determined = [];
    private T? _temporary;
    private bool _hasTemporary;

    /// <summary>Gets the final result, once there is one.</summary>
    public T? Final { get; private set; }

    public void Add(T result, MimiResultKind kind)
    {
        _hasTemporary = kind == MimiResultKind.Temporary;
        _temporary = _hasTemporary ? result : default;
        if (!_hasTemporary)
        {
            _determined.Add(result);
        }

        Final = kind == MimiResultKind.Final ? result : Final;
    }

    public IReadOnlyList<T> ToList() => _hasTemporary ? [.. _determined, _temporary!] : [.. _determined];
}
