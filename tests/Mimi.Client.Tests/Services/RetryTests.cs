using System.Net;
using System.Security.Authentication;
using Mimi.Client.Asr;
using Mimi.Client.NictAsr;
using Mimi.Client.Services;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Services;

public sealed partial class RetryTests
{
    private static readonly DateTimeOffset Start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _clock = new(Start);
    private readonly List<TimeSpan> _tries = [];
    private readonly List<string> _bodies = [];

    public static TheoryData<Exception> ConnectionFailures => [new MimiIOException("lost"), new MimiTimeoutException("slow", TimeSpan.FromSeconds(15))];

    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [InlineData(HttpStatusCode.RequestTimeout)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task Send_TransientStatus_IsMadeAgain(HttpStatusCode status)
    {
        string answer = await FinishAsync(SendAsync(new(), attempt => attempt <= 2 ? new(status) : Answer("答え")));

        Assert.Equal("答え", answer);
        Assert.Equal(3, _tries.Count);
        Assert.All(_tries.Zip(_tries.Skip(1)), static pair => Assert.True(pair.Second > pair.First));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.NotImplemented)]
    public async Task Send_StatusThatStays_IsThrownAtOnce(HttpStatusCode status)
    {
        await Assert.ThrowsAsync<MimiServiceException>(() => SendAsync(new(), _ => new(status)));

        Assert.Single(_tries);
    }

    [Theory]
    [MemberData(nameof(ConnectionFailures))]
    public async Task Send_ConnectionFailure_IsMadeAgain(Exception failure)
    {
        string answer = await FinishAsync(SendAsync(new(), attempt => attempt == 1 ? throw failure : Answer("a")));

        Assert.Equal("a", answer);
    }

    [Fact]
    public async Task Send_CertificateNotAccepted_IsThrownAtOnce()
    {
        await Assert.ThrowsAsync<MimiIOException>(() => SendAsync(new(), static _ => throw new MimiIOException("certificate", new AuthenticationException())));

        Assert.Single(_tries);
    }

    [Fact]
    public async Task Send_AnswerCutShort_IsMadeAgain() =>
        Assert.Equal("whole", await FinishAsync(SendAsync(new(), attempt => attempt == 1 ? new() { Content = new StreamContent(new BrokenStream()) } : Answer("whole"))));

    [Fact]
    public async Task Send_AnswerNotUnderstood_IsThrownAtOnce()
    {
        await Assert.ThrowsAsync<MimiSerializationException>(() => SendAsync(new(), static _ => new() { Content = new ByteArrayContent([0xFF]) }));

        Assert.Single(_tries);
    }

    [Fact]
    public async Task Send_FailsOn_ThrowsTheLastFailure()
    {
        var e = await Assert.ThrowsAsync<MimiServiceException>(() => FinishAsync(SendAsync(new(), static attempt => new(attempt == 4 ? HttpStatusCode.BadGateway : HttpStatusCode.ServiceUnavailable))));

        Assert.Equal(HttpStatusCode.BadGateway, e.StatusCode);
        Assert.Equal(4, _tries.Count);
    }

    [Fact]
    public async Task Send_RetriesOff_IsThrownAtOnce()
    {
        await Assert.ThrowsAsync<MimiServiceException>(() => SendAsync(new() { Retry = MimiRetryOptions.None }, static _ => new(HttpStatusCode.ServiceUnavailable)));

        Assert.Single(_tries);
    }

    [Fact]
    public async Task Send_RetryAfter_IsWaitedFor()
    {
        await FinishAsync(SendAsync(new() { Retry = new() { MaxDelay = TimeSpan.FromSeconds(1) } }, static attempt => attempt == 1 ? Busy("7") : Answer("a")));

        Assert.InRange(_tries[1], TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task Send_RetryAfterBeyondTheBudget_IsThrownAtOnce()
    {
        var e = await Assert.ThrowsAsync<MimiServiceException>(() => SendAsync(new(), static _ => Busy("31")).WaitAsync(Token)); // The clock stands still.

        Assert.Equal(TimeSpan.FromSeconds(31), e.RetryAfter);
        Assert.Single(_tries);
    }

    [Fact]
    public async Task Send_Budget_NoTryBeginsBehindIt()
    {
        var retry = new MimiRetryOptions { MaxRetries = 20, BaseDelay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(2), Budget = TimeSpan.FromSeconds(9) };

        await Assert.ThrowsAsync<MimiServiceException>(() => FinishAsync(SendAsync(new() { Retry = retry }, static _ => new(HttpStatusCode.ServiceUnavailable))));

        Assert.InRange(_tries.Count, 3, 20);
        Assert.All(_tries, static time => Assert.InRange(time, TimeSpan.Zero, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Send_ResponseTimeout_CoversTheWaits()
    {
        Task sending = SendAsync(new() { ResponseTimeout = TimeSpan.FromSeconds(3) }, static _ => Busy("20"));
        await _clock.WaitForTimersAsync(2, Token);

        _clock.Advance(TimeSpan.FromSeconds(3));

        await Assert.ThrowsAsync<MimiTimeoutException>(() => sending.WaitAsync(Token));
        Assert.Single(_tries);
    }

    [Fact]
    public async Task Send_CancelledInAWait_EndsAtOnce()
    {
        using var cancellation = new CancellationTokenSource();
        Task sending = SendAsync(new(), static _ => throw new MimiIOException("lost"), cancellation.Token);
        await _clock.WaitForTimersAsync(2, Token);

        await cancellation.CancelAsync();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending.WaitAsync(Token));
        Assert.Equal(cancellation.Token, e.CancellationToken);
    }

    [Fact]
    public async Task SendForStream_TransientStatus_IsMadeAgain()
    {
        using var engine = Engine(static attempt => attempt == 1 ? new(HttpStatusCode.BadGateway) : Answer("a"));

        await using MimiServiceResponse response = await FinishAsync(Client(engine).SendForStreamAsync(Timed(new()), Token));

        Assert.Equal(1, await response.ReadAsync(new byte[9], Token));
    }

    [Fact]
    public async Task Send_NoTokenToBeHad_IsNotMadeAgainHere()
    {
        using var engine = Engine(static _ => Answer("a"));
        var credential = new FailingCredential();

        await Assert.ThrowsAsync<MimiIOException>(() => new MimiServiceClient(engine, credential, TestSessions.Address).SendAsync(Timed(new()), Results.PlainDecoder, Token));

        Assert.Equal((1, 0), (credential.Asked, _tries.Count)); // It tries again by itself; here would be too often.
    }

    [Fact]
    public async Task Open_TransientFailure_IsNotMadeAgain()
    {
        int tries = 0;
        var server = new SessionServer();
        server.Engine.BeforeConnect = (_, _) =>
        {
            tries++;
            throw new MimiServiceException(HttpStatusCode.ServiceUnavailable);
        };

        await Assert.ThrowsAsync<MimiServiceException>(() => TestSessions.OpenAsync(server.Engine));

        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task Send_MadeAgain_IsLogged()
    {
        using var log = new ListLoggerFactory();
        using var engine = Engine(static attempt => attempt == 1 ? Busy("7") : Answer("a"));

        await FinishAsync(new MimiServiceClient(engine, null, TestSessions.Address, log).SendAsync(Timed(new()), Results.PlainDecoder, Token));

        Assert.Equal("Warning A call to mimi.test failed (MimiServiceException, HTTP status 503) and is made again in 7000 ms. ", Assert.Single(log.Lines));
    }

    [Fact]
    public async Task Recognize_RetryOption_IsTaken()
    {
        using var engine = Engine(static _ => new(HttpStatusCode.BadGateway));
        var session = new MimiSessionOptions { TimeProvider = _clock };

        await Assert.ThrowsAsync<MimiServiceException>(() => new MimiAsrClient(engine, null).RecognizeAsync(new byte[2], new() { Retry = MimiRetryOptions.None, Session = session }, Token));
        await Assert.ThrowsAsync<MimiServiceException>(() => new NictAsrV2Client(engine, null).RecognizeAsync(new byte[2], new() { Retry = MimiRetryOptions.None, Session = session }, Token));
        Assert.Equal(2, _tries.Count);
        await Assert.ThrowsAsync<MimiServiceException>(() =>
            FinishAsync(new NictAsrV1Client(engine, null).RecognizeAsync(new byte[2], new() { Retry = new() { MaxRetries = 1 }, Session = session }, Token)));

        Assert.Equal(4, _tries.Count);
    }

    [Fact]
    public void Options_OutsideTheirRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiRetryOptions { MaxRetries = 21 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiRetryOptions { MaxRetries = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiRetryOptions { BaseDelay = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiRetryOptions { MaxDelay = TimeSpan.FromHours(1) });
        Assert.Throws<ArgumentOutOfRangeException>(static () => new MimiRetryOptions { Budget = TimeSpan.Zero });
        Assert.Throws<ArgumentNullException>(static () => new MimiServiceRequest { Retry = null! });
    }

    private static HttpResponseMessage Answer(string text) => new() { Content = new StringContent(text) };

    private static HttpResponseMessage Busy(string retryAfter)
    {
        var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return response;
    }

    private static MimiServiceClient Client(InMemoryNetworkEngine engine) => new(engine, null, TestSessions.Address);

    private MimiServiceRequest Timed(MimiServiceRequest request) => request with { Session = new() { TimeProvider = _clock } };

    private Task<string> SendAsync(MimiServiceRequest request, Func<int, HttpResponseMessage> answer, CancellationToken? cancellationToken = null) =>
        Client(Engine(answer)).SendAsync(Timed(request), Results.PlainDecoder, cancellationToken ?? Token);

    private InMemoryNetworkEngine Engine(Func<int, HttpResponseMessage> answer) => new(onRequest: async (request, token) =>
    {
        _tries.Add(_clock.GetUtcNow() - Start);
        if (request.Content is { } content)
        {
            _bodies.Add(await content.ReadAsStringAsync(token));
        }

        return answer(_tries.Count);
    });

    /// <summary>Lets a second pass whenever the call waits for one, until it ends.</summary>
    private async Task<T> FinishAsync<T>(Task<T> call)
    {
        while (!call.IsCompleted)
        {
            await Task.WhenAny(call, _clock.WaitForTimersAsync(2, Token)); // The call's own time-out, and a wait.
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        return await call;
    }

    private sealed class FailingCredential : MimiCredential
    {
        public int Asked { get; private set; }

        public override ValueTask<string> GetTokenAsync(CancellationToken cancellationToken)
        {
            Asked++;
            throw new MimiIOException("The token service is away.");
        }
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("broken");
    }
}
