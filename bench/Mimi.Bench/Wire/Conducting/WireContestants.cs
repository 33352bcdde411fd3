namespace Mimi.Bench.Wire.Conducting;

/// <summary>Starts who takes part when they are first needed.</summary>
/// <param name="peers">Where <c>fetch.sh</c> has put the peers; <see langword="null"/> to go without.</param>
internal sealed class WireContestants(DirectoryInfo? peers) : IAsyncDisposable
{
    private readonly Dictionary<string, WireContestant> _started = [];

    /// <summary>Gets the contestants in other languages.</summary>
    public IReadOnlyList<string> Peers { get; } = peers is null ? [] : ["ws", "okhttp"];

    public WireContestant Get(string name)
    {
        if (!_started.TryGetValue(name, out WireContestant? contestant))
        {
            contestant = name switch
            {
                "ws" => new(name, "node", Path.Combine(peers!.FullName, "WsPeer.mjs")),
                "okhttp" => new(name, "java", "-cp", $"{peers!.FullName}:{peers.FullName}/okhttp.jar:{peers.FullName}/okio.jar", "OkHttpPeer"),
                _ => WireContestant.OfThisProgram(name),
            };
            _started.Add(name, contestant);
        }

        return contestant;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (WireContestant contestant in _started.Values)
        {
            await contestant.DisposeAsync();
        }
    }
}
