using Mimi.Chaos.Plans;

namespace Mimi.Chaos;

/// <summary>What goes wrong with which connection: a list of faults, or faults drawn from one by a seed. It never changes, and any number of proxies may share it.</summary>
public sealed class ChaosPlan
{
    private const double Always = 1;

    private readonly IReadOnlyList<ChaosFault> _faults;
    private readonly int? _seed;
    private readonly double _rate;

    private ChaosPlan(IReadOnlyList<ChaosFault> faults, int? seed, double rate)
    {
        _faults = faults;
        _seed = seed;
        _rate = rate;
    }

    /// <summary>Gets the plan in which nothing goes wrong; a proxy with it can still be commanded.</summary>
    public static ChaosPlan None { get; } = new([], null, Always);

    /// <summary>Makes a plan of which every fault happens.</summary>
    /// <param name="faults">The faults.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentException">A fault is <see langword="null"/>.</exception>
    public static ChaosPlan Of(params IEnumerable<ChaosFault> faults) => new(Checked(faults), null, Always);

    /// <summary>Makes a plan that draws at most one fault for each connection. The same seed draws the same faults for the same connections.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="rate">What share of the connections gets a fault: 0 to 1.</param>
    /// <param name="faults">
    /// What to draw from; if empty, every kind. A fault without a place is given one by lot: after up to 64,000 bytes, 3 messages or 2 s. A <see cref="ChaosFault.Connection"/> means nothing here.
    /// </param>
    /// <returns>The plan.</returns>
    /// <exception cref="ArgumentException">A fault is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is outside its range.</exception>
    public static ChaosPlan Random(int seed, double rate, params IEnumerable<ChaosFault> faults)
    {
        if (!(rate is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate is 0 to 1.");
        }

        ChaosFault[] drawn = Checked(faults);
        return new(drawn.Length > 0 ? drawn : FaultLot.Everything, seed, rate);
    }

    /// <summary>Reads a plan: JSON if it begins with a brace, else the short form, such as <c>seed=1;rate=0.3;faults=reset,halfopen</c>. docs/testing.md describes both.</summary>
    /// <param name="text">The plan.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="FormatException">The text is not right; the message says what would be.</exception>
    public static ChaosPlan Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.TrimStart().StartsWith('{') ? PlanJson.Parse(text) : PlanText.Parse(text);
    }

    /// <summary>Says what goes wrong with a connection.</summary>
    /// <param name="connection">Its number, counted from 1.</param>
    /// <returns>Its faults, each with its place.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="connection"/> is less than 1.</exception>
    public IReadOnlyList<ChaosFault> FaultsOf(int connection)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(connection, 1);
        return _seed is { } seed
            ? FaultLot.Draw(_faults, seed, connection, _rate)
            : [.. _faults.Where(fault => fault.Connection is null || fault.Connection == connection)];
    }

    /// <summary>Writes the short form, which <see cref="Parse"/> reads.</summary>
    /// <returns>The short form.</returns>
    public override string ToString() => PlanText.Write(_faults, _seed, _rate);

    private static ChaosFault[] Checked(IEnumerable<ChaosFault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        ChaosFault[] list = [.. faults];
        return list.Contains(null!) ? throw new ArgumentException("A fault is null.", nameof(faults)) : list;
    }
}
