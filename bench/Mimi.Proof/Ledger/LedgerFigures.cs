using Mimi.Chaos;
using Mimi.Proof.Reporting;

namespace Mimi.Proof.Ledger;

/// <summary>What all runs together amount to.</summary>
internal sealed class LedgerFigures
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _sums = new(StringComparer.Ordinal);

    public void Add(string name, long count)
    {
        lock (_lock)
        {
            _sums[name] = _sums.GetValueOrDefault(name) + count;
        }
    }

    public void Add(LedgerServer server)
    {
        Add("connections tried", server.Openings);
        Add("faults that struck", server.Struck);
        Add("bytes heard", server.Connections.Sum(static connection => (long)connection.Audio.Length));
        Add("end markers", server.Connections.Count(static connection => connection.HasBreak));
    }

    public void Add(LoopbackNetwork network)
    {
        Add("runs over TCP", 1);
        Add("connections over TCP", network.Connections);
        foreach (ChaosEvent happened in network.Faults)
        {
            Add("faults on the way", 1);
            Add($"  {happened.Fault.Kind}", 1);
        }
    }

    public void Add(ContinuousLedger account)
    {
        Add("samples accounted for", account.Place);
        Add("texts", account.Texts);
        Add("gaps", account.Gaps);
        Add("samples behind a crossed final", account.Crossed);
        Add("seams", account.Seams);
        Add("reconnections", account.Reconnections);
    }

    public long Get(string name)
    {
        lock (_lock)
        {
            return _sums.GetValueOrDefault(name);
        }
    }

    public void Tell(Report report)
    {
        lock (_lock)
        {
            foreach ((string name, long sum) in _sums)
            {
                report.Figure(name, sum);
            }
        }
    }
}
