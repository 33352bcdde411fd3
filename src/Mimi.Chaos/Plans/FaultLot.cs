namespace Mimi.Chaos.Plans;

/// <summary>Draws faults and their places. The draw of a connection depends on nothing but the plan and its number.</summary>
internal static class FaultLot
{
    /// <summary>Two seconds of 16 kHz, 16-bit, mono audio.</summary>
    private const int MostBytes = 64_000;

    private const int MostMessages = 3;
    private const int MostMilliseconds = 2_000;

    private static readonly int[] CloseCodes = [1_001, 1_002, 1_003, 1_007, 1_008, 1_009, 1_010, 1_011, 1_012, 1_013, 1_014, 1_015, 4_000, 4_003];
    private static readonly int[] Statuses = [401, 403, 429, 500, 503];

    public static IReadOnlyList<ChaosFault> Everything { get; } =
    [
        .. Enum.GetValues<ChaosFaultKind>().Where(static kind => kind is not (ChaosFaultKind.Close or ChaosFaultKind.Http)).Select(static kind => new ChaosFault(kind)),
        .. CloseCodes.Select(static code => new ChaosFault(ChaosFaultKind.Close) { CloseCode = code }),
        .. Statuses.Select(static status => new ChaosFault(ChaosFaultKind.Http) { StatusCode = status, RetryAfter = status is 429 or 503 ? TimeSpan.FromSeconds(1) : null }),
    ];

    public static IReadOnlyList<ChaosFault> Draw(IReadOnlyList<ChaosFault> faults, int seed, int connection, double rate)
    {
        // A seeded Random of .NET draws the same numbers in every version.
        var random = new Random(unchecked((seed * 1_000_003) ^ connection));
        if (random.NextDouble() >= rate)
        {
            return [];
        }

        ChaosFault fault = faults[random.Next(faults.Count)];
        return [fault.IsOpening || fault.HasPlace ? fault : Place(fault, random)];
    }

    private static ChaosFault Place(ChaosFault fault, Random random) => random.Next(3) switch
    {
        0 => fault with { AfterBytes = random.Next(MostBytes + 1) },
        1 => fault with { AfterMessages = random.Next(MostMessages + 1) },
        _ => fault with { After = TimeSpan.FromMilliseconds(random.Next(MostMilliseconds + 1)) },
    };
}
