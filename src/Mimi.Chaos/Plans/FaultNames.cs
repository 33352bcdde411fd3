namespace Mimi.Chaos.Plans;

/// <summary>What the kinds of faults are called in a plan.</summary>
internal static class FaultNames
{
    private static readonly (string Name, ChaosFaultKind Kind)[] Names =
    [
        ("refuse", ChaosFaultKind.Refuse),
        ("refusetls", ChaosFaultKind.RefuseTls),
        ("silence", ChaosFaultKind.Silence),
        ("http", ChaosFaultKind.Http),
        ("reset", ChaosFaultKind.Reset),
        ("drop", ChaosFaultKind.Drop),
        ("halfopen", ChaosFaultKind.HalfOpen),
        ("stall", ChaosFaultKind.Stall),
        ("slowread", ChaosFaultKind.SlowRead),
        ("delay", ChaosFaultKind.Delay),
        ("close", ChaosFaultKind.Close),
        ("closenocode", ChaosFaultKind.CloseWithoutCode),
        ("truncated", ChaosFaultKind.TruncatedFrame),
        ("invalidutf8", ChaosFaultKind.InvalidUtf8),
        ("invalidjson", ChaosFaultKind.InvalidJson),
        ("unknownjson", ChaosFaultKind.UnknownJson),
        ("duplicate", ChaosFaultKind.DuplicateResult),
        ("late", ChaosFaultKind.LateResult),
        ("neverclose", ChaosFaultKind.NeverClose),
    ];

    public static string Of(ChaosFaultKind kind) => Names.First(entry => entry.Kind == kind).Name;

    /// <exception cref="FormatException">There is none of this name.</exception>
    public static ChaosFaultKind Find(string name)
    {
        string plain = name.Replace("-", "", StringComparison.Ordinal);
        foreach ((string known, ChaosFaultKind kind) in Names)
        {
            if (known.Equals(plain, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        throw new FormatException($"'{name}' is no fault. There are {string.Join(", ", Names.Select(static entry => entry.Name))}.");
    }
}
