using System.Text;
using Mimi.Proof.Hanging;

namespace Mimi.Proof.Fuzzing.Server;

/// <summary>Any client bytes, against the whole local mimi in a real Kestrel: open, with a token, and strict about frames.</summary>
internal sealed class ServerTarget : FuzzTarget
{
    /// <summary>What may stay behind: groups and speakers are kept on purpose, 10,000 of each at most.</summary>
    private const long MaxGrowthBytes = 64 << 20;

    private readonly ErrorLog _log = new();
    private readonly List<FuzzedServer> _servers = [];
    private long _memoryAtStart;

    private ServerTarget()
    {
    }

    public override string Name => "fuzz server";

    public static async Task<FuzzTarget> CreateAsync()
    {
        var target = new ServerTarget();
        foreach ((bool isOpen, bool strict) in ((bool, bool)[])[(true, false), (false, false), (true, true)])
        {
            target._servers.Add(await FuzzedServer.StartAsync(FuzzScenario.Options(target._log, isOpen, strict), target._log));
        }

        await target.CheckAtEndAsync(); // Warm.
        target._memoryAtStart = GC.GetTotalMemory(forceFullCollection: true);
        return target;
    }

    public override async Task<string> RunAsync(FuzzRandom random, Operation operation)
    {
        int server = random.Pick(0, 0, 1, 2);
        var played = new ServerCase(random, withToken: server == 1);
        operation.Phase = "waiting for the server to end the connection";
        byte[] received = await _servers[server].ExchangeAsync(played.Bytes, random, played.HangsUp);
        _log.Throw();
        return played.Check(received);
    }

    /// <summary>Every server still serves a good request, and what the cases left behind is bounded.</summary>
    public override async Task CheckAtEndAsync()
    {
        byte[] request = [.. Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nHost: mimi\r\nAuthorization: Bearer {FuzzScenario.Token}\r\nx-mimi-process: asr\r\nContent-Length: 6400\r\n\r\n"), .. new byte[6_400]];
        foreach (FuzzedServer server in _servers)
        {
            byte[] received = await server.ExchangeAsync(request, new FuzzRandom(1, 1), static _ => true);
            _log.Throw();
            HttpReply reply = HttpReply.Read(received, 0, isHead: false);
            Expect.That(reply.Status == 200 && Encoding.UTF8.GetString(reply.Body).Contains(FuzzScenario.Text, StringComparison.Ordinal), $"A good request is answered with {reply.Status}.");
        }

        long growth = GC.GetTotalMemory(forceFullCollection: true) - _memoryAtStart;
        Expect.That(_memoryAtStart == 0 || growth <= MaxGrowthBytes, $"The cases left {growth:N0} bytes behind.");
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (FuzzedServer server in _servers)
        {
            await server.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
