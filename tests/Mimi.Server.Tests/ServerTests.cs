using System.Net;
using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mimi.Chaos;
using Mimi.Server.Tests.Support;

namespace Mimi.Server.Tests;

public sealed class ServerTests
{
    private static readonly (string, string)[] Asr = [("x-mimi-process", "asr")];

    private static CancellationToken Timeout => TestTimeout.Token;

    [Fact]
    public void PublicApi_MatchesItsListing() => PublicApiListing.Matches(typeof(MimiServer).Assembly);

    [Fact]
    public async Task Start_ByDefault_ListensOnAFreeLoopbackPort()
    {
        await using Fixture server = await Fixture.StartAsync();

        Assert.Equal(("http", "127.0.0.1", "/"), (server.Server.Address.Scheme, server.Server.Address.Host, server.Server.Address.AbsolutePath));
        Assert.NotEqual(0, server.Server.Address.Port);
        Assert.Null(server.Server.Certificate);
    }

    [Fact]
    public async Task Start_PortInUse_Throws()
    {
        await using Fixture server = await Fixture.StartAsync();

        await Assert.ThrowsAsync<IOException>(() => MimiServer.StartAsync(new() { Recognizers = server.Speech, Port = server.Server.Address.Port }, Timeout));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Start_AddressCannotBeHad_ThrowsAndNamesIt(bool isChaotic)
    {
        var options = new MimiServerOptions
        {
            Recognizers = new ScriptedSpeech(),
            AccessToken = "token",
            Host = IPAddress.Parse("192.0.2.1"), // Nobody's: it is kept for documentation (RFC 5737).
            Port = 8_710,
            Chaos = isChaotic ? ChaosPlan.None : null,
        };

        var e = await Assert.ThrowsAsync<IOException>(() => MimiServer.StartAsync(options, Timeout));

        Assert.Contains("192.0.2.1, port 8710: ", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Https_ServesBothTransports(bool given)
    {
        using X509Certificate2? certificate = given ? MakeCertificate() : null;
        await using MimiServer server = await MimiServer.StartAsync(new() { Recognizers = new ScriptedSpeech(), UseHttps = true, Certificate = certificate }, Timeout);
        using var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Trusting(server.Certificate!) } };
        using var http = new HttpClient(handler, disposeHandler: false) { DefaultRequestHeaders = { { "x-mimi-process", "asr" } } };
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("x-mimi-process", "asr");

        using HttpResponseMessage response = await http.PostAsync(server.Address, new ByteArrayContent([]), Timeout);
        await socket.ConnectAsync(new UriBuilder(server.Address) { Scheme = "wss" }.Uri, new HttpMessageInvoker(handler, disposeHandler: false), Timeout);

        Assert.Equal((HttpStatusCode.OK, "https"), (response.StatusCode, server.Address.Scheme));
        Assert.Equal(WebSocketState.Open, socket.State);
        Assert.Equal(given, ReferenceEquals(certificate, server.Certificate));
    }

    [Fact]
    public async Task Dispose_SessionRunning_Closes1001AndFreesTheRecognizer()
    {
        Fixture server = await Fixture.StartAsync();
        using WireClient client = await server.OpenAsync(Asr);
        ScriptedStream stream = await server.Speech.OpenedAsync(Timeout);

        Task disposing = server.Server.DisposeAsync().AsTask();

        Assert.Empty(await client.ReadToEndAsync());
        Assert.Equal((WebSocketCloseStatus.EndpointUnavailable, "The server is shutting down."), (client.Socket.CloseStatus, client.Socket.CloseStatusDescription));
        await disposing;
        Assert.True(stream.Disposed.IsCompleted);
        await server.DisposeAsync(); // Twice does no harm.
        Assert.False(server.Speech.IsDisposed);
    }

    [Fact]
    public async Task Dispose_PostRunning_Is503()
    {
        await using Fixture server = await Fixture.StartAsync(new() { OnLast = static (_, token) => Task.Delay(System.Threading.Timeout.Infinite, token) });
        Task<(int Status, string Body)> posting = server.PostAsync(new byte[2], null, Asr);
        await (await server.Speech.OpenedAsync(Timeout)).Completed.WaitAsync(Timeout);

        await server.Server.DisposeAsync();

        Assert.Equal(503, (await posting).Status);
        Assert.Equal(503, Strict.Error((await posting).Body).Code);
    }

    [Fact]
    public async Task Dispose_ClientDeadToTheWorld_EndsAllTheSame()
    {
        Fixture server = await Fixture.StartAsync();
        await using RawClient client = await RawClient.OpenAsync(server.Server.Address, "x-mimi-process: asr");

        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Timeout);

        await client.ReadToEndAsync();
    }

    [Fact]
    public async Task Dispose_ToldSo_DisposesTheRecognizers()
    {
        var speech = new ScriptedSpeech();
        Fixture server = await Fixture.StartAsync(speech, options => options with { DisposeRecognizers = true });

        await server.DisposeAsync();

        Assert.True(speech.IsDisposed);
    }

    [Fact]
    public void Options_OutsideTheirRange_AreRefused()
    {
        var options = new MimiServerOptions { Recognizers = new ScriptedSpeech() };

        Assert.Throws<ArgumentOutOfRangeException>(() => options with { Port = 65_536 });
        Assert.Throws<ArgumentOutOfRangeException>(() => options with { Port = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => options with { IdleTimeout = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => options with { MaxFrameBytes = 1_023 });
        Assert.Throws<ArgumentOutOfRangeException>(() => options with { MaxUtterance = TimeSpan.FromDays(2) });
        Assert.Throws<ArgumentException>(() => options with { AccessToken = "" });
        Assert.DoesNotContain("hidden", (options with { AccessToken = "hidden" }).ToString(), StringComparison.Ordinal);
    }

    private static X509ChainPolicy Trusting(X509Certificate2 certificate) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { certificate },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2_048);
        var request = new CertificateRequest("CN=mimi.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
