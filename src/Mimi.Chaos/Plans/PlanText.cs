using System.Globalization;

namespace Mimi.Chaos.Plans;

/// <summary>The short form of a plan: <c>seed=N;rate=R;faults=FAULT,…</c>, or faults alone.</summary>
internal static class PlanText
{
    private const string Seed = "seed";
    private const string Rate = "rate";
    private const string Faults = "faults";

    public static ChaosPlan Parse(string text)
    {
        int? seed = null;
        double? rate = null;
        List<ChaosFault> faults = [];
        foreach (string part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            (string name, string value) = pair.Length == 2 ? (pair[0].ToLowerInvariant(), pair[1]) : (Faults, pair[0]);
            switch (name)
            {
                case Seed:
                    seed = int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : throw new FormatException($"'{value}' is no seed: write a whole number, such as 1.");
                    break;
                case Rate:
                    rate = double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double share) ? share : throw new FormatException($"'{value}' is no rate: write 0 to 1, such as 0.3.");
                    break;
                case Faults:
                    faults.AddRange(value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(FaultText.Parse));
                    break;
                default:
                    throw new FormatException($"'{name}' means nothing in a plan of faults; it has {Seed}=, {Rate}= and {Faults}=.");
            }
        }

        return Create(seed, rate, faults);
    }

    /// <exception cref="FormatException">There is nothing in it, or the rate is wrong.</exception>
    public static ChaosPlan Create(int? seed, double? rate, IReadOnlyList<ChaosFault> faults)
    {
        if (rate is not null and not (>= 0 and <= 1))
        {
            throw new FormatException($"The rate {rate.Value.ToString(CultureInfo.InvariantCulture)} is not right: write 0 to 1, such as 0.3.");
        }

        return seed is not null || rate is not null ? ChaosPlan.Random(seed ?? 0, rate ?? 1, faults)
            : faults.Count > 0 ? ChaosPlan.Of(faults)
            : throw new FormatException("The plan of faults is empty: write faults, such as reset@32000bytes,close:4003, or seed=1;rate=0.3 for random ones.");
    }

    public static string Write(IReadOnlyList<ChaosFault> faults, int? seed, double rate)
    {
        string list = faults.Count == 0 ? "" : $"{Faults}={string.Join(',', faults)}";
        return seed is { } number ? string.Create(CultureInfo.InvariantCulture, $"{Seed}={number};{Rate}={rate};{list}") : list;
    }
}
