using System.Net;
using Mimi.Client.Asr;
using Mimi.Client.Engines;
using Mimi.Client.Serialization;
using Mimi.Client.Services;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.Client.Tokens;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Tokens;

/// <summary>Marked secrets go down every path, failures included, to a real server that repeats whatever it is sent; then everything that came out is searched for them.</summary>
public sealed class SecretsTests : IAsyncLifetime
{
    /// <summary>Survives every encoding; around it is what encodings change.</summary>
    private const string SecretMark = "S3CR3TMARK";

    private const string TokenMark = "T0K3NMARK";

    private const string Secret = "\"秘密 + /" + SecretMark + "&=\\終";

    private const string IssuedToken = EngineTestServer.IssuedToken;

    private readonly List<string> _output = [];
    private readonly ListLoggerFactory _log = new();
    private readonly TraceCapture _traces = new();
    private EngineTestServer _server = null!;
    private HttpNetworkEngine _engine = null!;

    private static MimiIdentity Identity { get; } = MimiIdentity.ClientOfApplication("app", "client", Secret);

    private static CancellationToken Token => TestTimeout.Token;

    public async ValueTask InitializeAsync()
    {
        _server = await EngineTestServer.StartAsync(overTls: false, Token);
        _engine = new HttpNetworkEngine(_server.CreateHandler());
    }

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        await _server.DisposeAsync();
        _traces.Dispose();
        _log.Dispose();
    }

    [Theory]
    [InlineData("200/json/")]
    [InlineData("400/json/")]
    [InlineData("401/json/")]
    [InlineData("503/json/")]
    [InlineData("401/text/")]
    [InlineData("503/text/")]
    public async Task TokenService_RepeatsTheForm_NothingIsShown(string path)
    {
        MimiTokenClient client = TokenClient("echo/" + path);
        MimiCredential credential = client.CreateCredential(Identity, MimiScopes.Asr);

        await FailAsync(() => client.IssueAsync(Identity, MimiScopes.Asr, Token));
        await FailAsync(() => client.RevokeAsync(Identity, IssuedToken, Token));
        await FailAsync(() => client.ValidateAsync(IssuedToken, Token));
        await FailAsync(() => credential.GetTokenAsync(Token).AsTask());
        await FailAsync(() => new MimiServiceClient(_engine, credential, _server.Address).SendAsync(new(), Results.PlainDecoder, Token));

        Assert.Contains(_output, static text => text.Contains("[redacted]", StringComparison.Ordinal)); // The server did repeat it.
        AssertNothingShown(credential, client);
    }

    [Theory]
    [InlineData("401/json/")]
    [InlineData("403/text/")]
    [InlineData("500/json/")]
    public async Task Service_RepeatsTheToken_NothingIsShown(string path)
    {
        MimiTokenClient tokens = TokenClient("");
        MimiAccessToken token = await tokens.IssueAsync(Identity, MimiScopes.Asr, Token);
        Assert.Equal(IssuedToken, token.AccessToken);
        MimiCredential credential = tokens.CreateCredential(Identity, MimiScopes.Asr);
        var address = new Uri(_server.Address, "echo/" + path);
        var service = new MimiServiceClient(_engine, credential, address, _log);
        var request = new MimiServiceRequest { Retry = MimiRetryOptions.None, Body = MimiRequestBody.FromForm(new KeyValuePair<string, string>("text", "今日は")) };

        await FailAsync(() => service.SendAsync(request, Results.PlainDecoder, Token));
        await FailAsync(() => service.SendForStreamAsync(request, Token));
        await FailAsync(() => service.OpenSessionAsync(request, Results.PlainDecoder, Token));
        await FailAsync(() => new MimiAsrClient(_engine, credential, address, _log).RecognizeAsync(new byte[2], new() { Retry = MimiRetryOptions.None }, Token));
        await FailAsync(() => new MimiServiceClient(_engine, MimiCredential.FromToken(IssuedToken), address, _log).SendAsync(request, Results.PlainDecoder, Token));

        Assert.Contains(_output, static text => text.Contains("[redacted]", StringComparison.Ordinal));
        AssertNothingShown(token, credential, service, request, MimiCredential.FromToken(IssuedToken));
    }

    [Fact]
    public async Task Answer_NotUnderstood_NothingIsShown()
    {
        var decoder = new MessageDecoder<int>(static _ => throw new FormatException());
        MimiCredential credential = TokenClient("").CreateCredential(Identity, MimiScopes.Asr);
        var service = new MimiServiceClient(_engine, credential, new Uri(_server.Address, "echo/200/"), _log);

        await FailAsync(() => service.SendAsync(new(), decoder, Token));
        await FailAsync(() => Answering("<html>" + Secret + IssuedToken).IssueAsync(Identity, MimiScopes.Asr, Token));
        await FailAsync(() => Answering($$"""{"accessToken":"two lines {{TokenMark}}\r\n"}""").IssueAsync(Identity, MimiScopes.Asr, Token));
        await FailAsync(() => Answering($$"""{"accessToken":["{{TokenMark}}"]}""").IssueAsync(Identity, MimiScopes.Asr, Token));

        AssertNothingShown();
    }

    [Fact]
    public async Task Network_Fails_NothingIsShown()
    {
        using var lost = new InMemoryNetworkEngine(onRequest: static (_, _) => throw new MimiIOException("lost"));
        var away = new MimiTokenClient(lost, _server.Address, new() { Retry = MimiRetryOptions.None }, _log);
        MimiTokenClient stalled = TokenClient("", new() { TokenPath = "stall", ResponseTimeout = TimeSpan.FromMilliseconds(50) });
        MimiCredential credential = TokenClient("").CreateCredential(Identity, MimiScopes.Asr);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await FailAsync(() => away.IssueAsync(Identity, MimiScopes.Asr, Token));
        await FailAsync(() => away.CreateCredential(Identity, MimiScopes.Asr).GetTokenAsync(Token).AsTask());
        await FailAsync(() => stalled.IssueAsync(Identity, MimiScopes.Asr, Token));
        await FailAsync(() => away.RevokeAsync(Identity, IssuedToken, cancelled.Token));
        await FailAsync(() => new MimiServiceClient(lost, credential, _server.Address).SendAsync(new() { Retry = MimiRetryOptions.None }, Results.PlainDecoder, Token));

        AssertNothingShown();
    }

    [Fact]
    public void Misuse_OfASecret_IsNotRepeated()
    {
        Show(Assert.ThrowsAny<ArgumentException>(static () => MimiCredential.FromToken(Secret)));
        Show(Assert.ThrowsAny<ArgumentException>(static () => MimiIdentity.Application(Secret, "app")));
        Show(Assert.ThrowsAny<ArgumentException>(static () => MimiIdentity.Client("app:" + SecretMark, "client", "x")));

        AssertNothingShown(Identity, new MimiTokenValidation { Status = "ok", RawJson = IssuedToken });
    }

    private static MimiTokenClient Answering(string answer) =>
        new(new InMemoryNetworkEngine(onRequest: (_, _) => Task.FromResult(TokenCloud.Json(answer, HttpStatusCode.OK))));

    /// <summary>Makes a client whose every call goes to one path of the server; without one, tokens are issued.</summary>
    private MimiTokenClient TokenClient(string path, MimiTokenOptions? options = null)
    {
        options ??= path.Length > 0
            ? new() { TokenPath = path + "t", RevokePath = path + "r", ValidatePath = path + "v" }
            : new() { TokenPath = "token" };
        return new(_engine, _server.Address, options with { Retry = MimiRetryOptions.None }, _log);
    }

    private async Task FailAsync(Func<Task> call) => Show(await Assert.ThrowsAnyAsync<Exception>(call));

    private void Show(Exception e)
    {
        var mimi = e as MimiException;
        _output.Add($"{e} {e.Data.Count} {mimi?.Advice} {(e as MimiServiceException)?.Detail}");
    }

    private void AssertNothingShown(params object[] shown)
    {
        Assert.NotEmpty(_output);
        string[] all = [.. _output, .. _log.Lines, .. _traces.Lines, .. shown.Append(Identity).Select(static o => $"{o}")];
        Assert.All(all, static text =>
        {
            Assert.DoesNotContain(SecretMark, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(TokenMark, text, StringComparison.OrdinalIgnoreCase);
        });
    }
}
