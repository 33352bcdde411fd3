using Mimi.Chaos;
using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.Client.Recognition;
using Mimi.EndToEnd.Tests.Support;
using Mimi.Server;
using Mimi.TestSupport;

namespace Mimi.EndToEnd.Tests;

/// <summary>Every fault, every engine: a session ends with the exception that is documented, or with its result.</summary>
public sealed class ChaosTests(LocalMimi mimi)
{
    private const string Http = "http";

    private static readonly (string Fault, string Expected)[] Ends =
    [
        ("refuse", "MimiIOException"),
        ("http:401", "http 401"),
        ("http:403", "http 403"),
        ("http:429:2s", "http 429 after 2 s"),
        ("http:500", "http 500"),
        ("http:503:3s", "http 503 after 3 s"),
        ("reset", "MimiIOException"),
        ("reset@16000bytes", "MimiIOException"),
        ("reset@1messages", "MimiIOException"),
        ("reset@20ms", "MimiIOException|ok"), // The whole session may be faster.
        ("drop@16000bytes", "MimiIOException"),
        ("drop@2messages", "MimiIOException"),
        ("close:1000@1messages", "close 1000"),
        ("close:1001@1messages", "close 1001"),
        ("close:1002@1messages", "close 1002"),
        ("close:1003@1messages", "close 1003"),
        ("close:1007@1messages", "close 1007"),
        ("close:1008@1messages", "close 1008"),
        ("close:1009@1messages", "close 1009"),
        ("close:1010@1messages", "close 1010"),
        ("close:1011@16000bytes", "close 1011"),
        ("close:1012@1messages", "close 1012"),
        ("close:1013@1messages", "close 1013"),
        ("close:1014@1messages", "close 1014"),
        ("close:4000@1messages", "close 4000"),
        ("close:4003@2messages", "close 4003"),
        ("truncated@1messages", "MimiIOException"),
        ("invalidjson@1messages", "MimiJsonException"),
        ("unknownjson@1messages", "ok"),
        ("duplicate@1messages", "ok"),
        ("duplicate@3messages", "ok"),
        ("late@0messages", "ok"),
        ("late@1messages", "ok"),
        ("neverclose", "ok"),
        ("delay:20ms", "ok"),
        ("stall:up:100ms@16000bytes", "ok"),
        ("stall:down:100ms", "ok"),
        ("slowread:200000", "ok"),
    ];

    /// <summary>What the BCL's WebSocket cannot tell apart (see <see cref="ClientWebSocketNetworkEngine"/>).</summary>
    private static readonly (string Fault, string Framed, string Bcl)[] DifferentEnds =
    [
        ("close:1004@1messages", "close 1004", "MimiIOException"),
        ("close:1005@1messages", "close 1005", "MimiIOException|close 1005"),
        ("close:1006@1messages", "close 1006", "MimiIOException|close 1006"),
        ("close:1015@1messages", "close 1015", "MimiIOException"),
        ("closenocode@1messages", "close 1005", "close 1000|close 1005"),
        ("invalidutf8@1messages", "MimiSerializationException|MimiJsonException", "MimiIOException"),
    ];

    public static TheoryData<string, string, string> Faults
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (string engine in TestEngines.Names.Select(static row => row.Data))
            {
                foreach ((string fault, string expected) in Ends)
                {
                    rows.Add(engine, fault, expected);
                }

                foreach ((string fault, string framed, string bcl) in DifferentEnds)
                {
                    rows.Add(engine, fault, engine == Http ? framed : bcl);
                }
            }

            return rows;
        }
    }

    public static TheoryData<string> Engines => TestEngines.Names;

    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Session_EndsAsDocumented(string engineName, string fault, string expected)
    {
        await using MimiServer server = await StartAsync(ChaosPlan.Parse(fault));
        using MimiNetworkEngine engine = TestEngines.Create(engineName);
        var client = new NictAsrV2Client(engine, null, server.Address);

        string seen = await Spoken.RunAsync(() => client.OpenSessionAsync(Spoken.Options, Token));

        Assert.Contains(seen, expected.Split('|'));
        if (!expected.Contains('|', StringComparison.Ordinal))
        {
            ChaosEvent happened = await server.Chaos!.WaitForAsync(cancellationToken: Token);
            Assert.Equal(fault, happened.Fault.ToString().Replace("2000ms", "2s", StringComparison.Ordinal).Replace("3000ms", "3s", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Silence_EndsWithTheHandshakeTimeout(string engineName)
    {
        await using MimiServer server = await StartAsync(ChaosPlan.Parse("silence"));
        using MimiNetworkEngine engine = TestEngines.Create(engineName);
        NictAsrV2Options options = Spoken.Options with { Session = Spoken.Options.Session with { HandshakeTimeout = TimeSpan.FromMilliseconds(300) } };

        await Assert.ThrowsAsync<MimiTimeoutException>(() => new NictAsrV2Client(engine, null, server.Address).OpenSessionAsync(options, Token));
    }

    /// <summary>Who is cut off in silence can leave at any time: neither the cancellation nor the server's end hangs.</summary>
    [Theory]
    [CombinatorialEngines("halfopen@16000bytes", "stall@16000bytes", "stall:up@16000bytes", "halfopen")]
    public async Task Silent_CancelEndsItAtOnce(string engineName, string fault)
    {
        await using MimiServer server = await StartAsync(ChaosPlan.Parse(fault));
        using MimiNetworkEngine engine = TestEngines.Create(engineName);
        await using MimiRecognitionSession<NictAsrV2Result> session = await new NictAsrV2Client(engine, null, server.Address).OpenSessionAsync(Spoken.Options, Token);
        Task<string> reading = Spoken.ReadAsync(session);
        await Spoken.SpeakAsync(session);
        await server.Chaos!.WaitForAsync(cancellationToken: Token);

        session.Cancel();

        Assert.Equal("ended", await reading);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Tls_FaultsBehindItAndItsRefusal(string engineName)
    {
        await using MimiServer server = await StartAsync(ChaosPlan.Parse("refusetls#1,close:4003@1messages#2"), useHttps: true);
        using MimiNetworkEngine engine = TestEngines.Create(engineName, server.Certificate);
        var client = new NictAsrV2Client(engine, null, server.Address);

        Assert.Equal("MimiIOException", await Spoken.RunAsync(() => client.OpenSessionAsync(Spoken.Options, Token)));
        Assert.Equal("close 4003", await Spoken.RunAsync(() => client.OpenSessionAsync(Spoken.Options, Token)));
        Assert.Equal("ok", await Spoken.RunAsync(() => client.OpenSessionAsync(Spoken.Options, Token)));
    }

    [Theory]
    [CombinatorialEngines("http:503:1s", "refuse", "reset@16000bytes", "drop@16000bytes")]
    public async Task Post_EndsAsDocumented(string engineName, string fault)
    {
        await using MimiServer server = await StartAsync(ChaosPlan.Parse(fault + "#1"));
        using MimiNetworkEngine engine = TestEngines.Create(engineName);
        var client = new NictAsrV2Client(engine, null, server.Address);

        MimiException e = await Assert.ThrowsAnyAsync<MimiException>(() => client.RecognizeAsync(Spoken.Audio, Spoken.Options, Token));
        NictAsrV2Result second = await client.RecognizeAsync(Spoken.Audio, Spoken.Options, Token);

        Assert.Equal(fault.StartsWith("http", StringComparison.Ordinal) ? "http 503 after 1 s" : "MimiIOException", Spoken.Name(e));
        Assert.True(e.IsTransient);
        Assert.Equal(Spoken.Text, second.Text);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task RandomPlan_EverySessionEnds(string engineName)
    {
        await using MimiServer server = await StartAsync(ChaosPlan.Parse(
            "seed=11;rate=0.7;faults=refuse,http:503,http:401,reset,drop,delay:5ms,close:1011,close:4003,closenocode,truncated,invalidutf8,invalidjson,unknownjson,duplicate,late,neverclose,stall:50ms,slowread:200000"));
        using MimiNetworkEngine engine = TestEngines.Create(engineName);
        var client = new NictAsrV2Client(engine, null, server.Address);
        NictAsrV2Options options = Spoken.Options with { Session = Spoken.Options.Session with { CloseTimeout = TimeSpan.FromMilliseconds(100) } };

        for (int i = 0; i < 40; i++)
        {
            string seen = await Spoken.RunAsync(() => client.OpenSessionAsync(options, Token));
            Assert.DoesNotContain("heard", seen, StringComparison.Ordinal);
        }

        Assert.Equal(40, server.Chaos!.Connections);
    }

    [Fact]
    public async Task Proxy_InFrontOfTls_PassesOn()
    {
        string trusted = mimi.Guarded.Certificate!.GetCertHashString();
        await using ChaosProxy proxy = ChaosProxy.Start(new()
        {
            Upstream = mimi.Guarded.Address,
            UpstreamCertificateValidation = (_, certificate, _, _) => certificate?.GetCertHashString() == trusted,
            Plan = ChaosPlan.Parse("http:503#1"),
        });
        using var engine = new HttpNetworkEngine();
        var client = new NictAsrV2Client(engine, MimiCredential.FromToken(LocalMimi.Token), proxy.Address);

        await Assert.ThrowsAsync<MimiServiceException>(() => client.RecognizeAsync(Jfk.Pcm16k, Spoken.Options, Token));
        NictAsrV2Result heard = await client.RecognizeAsync(Jfk.Pcm16k, Spoken.Options, Token);

        Assert.Contains(Jfk.Words, Jfk.Normalize(heard.Text), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task BreakNow_EndsASessionThatRuns(string engineName)
    {
        await using MimiServer server = await StartAsync(ChaosPlan.None);
        using MimiNetworkEngine engine = TestEngines.Create(engineName);
        await using MimiRecognitionSession<NictAsrV2Result> session = await new NictAsrV2Client(engine, null, server.Address).OpenSessionAsync(Spoken.Options, Token);
        Task<string> reading = Spoken.ReadAsync(session);

        Assert.Equal(1, server.Chaos!.BreakNow(new(ChaosFaultKind.Close) { CloseCode = 1_013 }));

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => reading);
        Assert.Equal(1_013, (int?)e.CloseStatus);
    }

    private Task<MimiServer> StartAsync(ChaosPlan plan, bool useHttps = false) =>
        mimi.StartAsync(new() { Recognizers = mimi.Models, Scenario = Spoken.Scenario, Chaos = plan, UseHttps = useHttps });
}
