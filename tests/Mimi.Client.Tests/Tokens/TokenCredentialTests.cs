using System.Net;
using Mimi.Client.Services;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Tokens;

public sealed class TokenCredentialTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly TokenCloud _cloud = new();

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task GetToken_FreshToken_IsKept()
    {
        MimiCredential credential = _cloud.Credential(_clock);
        await credential.GetTokenAsync(Token);
        _clock.Advance(TimeSpan.FromMinutes(55) - TimeSpan.FromSeconds(1));

        Assert.Equal("token-1", await credential.GetTokenAsync(Token));
        Assert.Equal(1, _cloud.Issued);
    }

    [Fact]
    public async Task GetToken_SoonExpiring_RenewsInTheBackgroundWhileTheOldOneServes()
    {
        MimiCredential credential = _cloud.Credential(_clock);
        await credential.GetTokenAsync(Token);
        (Task asked, TaskCompletionSource answer) = HoldNextIssue();
        _clock.Advance(TimeSpan.FromMinutes(55));

        Assert.Equal("token-1", await credential.GetTokenAsync(Token));
        await asked.WaitAsync(Token);
        Assert.Equal("token-1", await credential.GetTokenAsync(Token)); // Joins nothing, waits for nothing.
        answer.SetResult();

        Assert.Equal("token-2", await RefreshedAsync(credential, "token-1"));
        Assert.Equal("token-2", await credential.GetTokenAsync(Token));
        Assert.Equal(2, _cloud.Issued);
    }

    [Fact]
    public async Task GetToken_InTheLastHalfMinute_WaitsForTheNewOne()
    {
        MimiCredential credential = _cloud.Credential(_clock);
        await credential.GetTokenAsync(Token);
        (Task asked, TaskCompletionSource answer) = HoldNextIssue();
        _clock.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromSeconds(30));

        Task<string> getting = credential.GetTokenAsync(Token).AsTask();
        await asked.WaitAsync(Token);
        Assert.False(getting.IsCompleted);
        answer.SetResult();

        Assert.Equal("token-2", await getting);
    }

    [Fact]
    public async Task GetToken_ShortLife_HasATenthAsMargin()
    {
        _cloud.LifeSeconds = 60;
        MimiCredential credential = _cloud.Credential(_clock);
        await credential.GetTokenAsync(Token);

        _clock.Advance(TimeSpan.FromSeconds(53.9));
        await credential.GetTokenAsync(Token);
        Assert.Equal(1, _cloud.Issued);
        _clock.Advance(TimeSpan.FromSeconds(5.6)); // 0.5 s before the end: too late to give it out.

        Assert.Equal("token-2", await credential.GetTokenAsync(Token));
    }

    [Fact]
    public async Task GetToken_LifeOfZero_EachCallHasANewOneAndNoneLoops()
    {
        _cloud.LifeSeconds = 0;
        MimiCredential credential = _cloud.Credential(_clock);

        Assert.Equal("token-1", await credential.GetTokenAsync(Token));
        Assert.Equal("token-2", await credential.GetTokenAsync(Token));
    }

    [Fact]
    public async Task GetToken_FailedBackgroundRenewal_RestsForFiveSeconds()
    {
        using var log = new ListLoggerFactory();
        MimiCredential credential = _cloud.Credential(_clock, log);
        await credential.GetTokenAsync(Token);
        _cloud.BeforeIssue = static (_, _) => throw new MimiIOException("down");
        _clock.Advance(TimeSpan.FromMinutes(56));
        await credential.GetTokenAsync(Token);
        await log.WaitForAsync("No access token could be had", Token);

        Assert.Equal("token-1", await credential.GetTokenAsync(Token));
        Assert.Equal(2, _cloud.Issued); // The failed one.
        _cloud.BeforeIssue = null;
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("token-1", await credential.GetTokenAsync(Token));

        Assert.Equal("token-3", await RefreshedAsync(credential, "token-1"));
    }

    [Fact]
    public async Task GetToken_FailedRenewal_ReachesEveryWaiterAndTheNextCallTriesAgain()
    {
        MimiCredential credential = _cloud.Credential(_clock);
        var fail = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _cloud.BeforeIssue = async (number, token) =>
        {
            await fail.Task.WaitAsync(token);
            return number == 1 ? new(HttpStatusCode.ServiceUnavailable) : null;
        };
        Task<string>[] waiting = [.. Enumerable.Range(0, 20).Select(_ => credential.GetTokenAsync(Token).AsTask())];

        fail.SetResult();

        foreach (Task<string> waiter in waiting)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Assert.ThrowsAsync<MimiServiceException>(() => waiter)).StatusCode);
        }

        Assert.Equal("token-2", await credential.GetTokenAsync(Token));
    }

    [Fact]
    public async Task GetToken_Cancelled_CancelsItsOwnWaitOnly()
    {
        MimiCredential credential = _cloud.Credential(_clock);
        (Task asked, TaskCompletionSource answer) = HoldNextIssue();
        using var impatience = new CancellationTokenSource();
        Task<string> first = credential.GetTokenAsync(impatience.Token).AsTask();
        Task<string> second = credential.GetTokenAsync(Token).AsTask();
        await asked.WaitAsync(Token);

        await impatience.CancelAsync();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(impatience.Token, e.CancellationToken);
        answer.SetResult();
        Assert.Equal("token-1", await second);
        Assert.Equal(1, _cloud.Issued);
    }

    [Fact]
    public async Task GetToken_ServerSilent_EndsForEveryWaiter()
    {
        _cloud.BeforeIssue = static async (_, _) =>
        {
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return null;
        };
        MimiCredential credential = _cloud.Credential(_clock);
        Task<string>[] waiting = [credential.GetTokenAsync(CancellationToken.None).AsTask(), credential.GetTokenAsync(CancellationToken.None).AsTask()];
        await _clock.WaitForTimersAsync(1, Token);

        _clock.Advance(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAsync<MimiTimeoutException>(() => waiting[0].WaitAsync(Token));
        await Assert.ThrowsAsync<MimiTimeoutException>(() => waiting[1].WaitAsync(Token));
    }

    [Fact]
    public async Task Refresh_TokenIsNotCurrentAnyMore_GivesTheCurrentOne()
    {
        MimiCredential credential = _cloud.Credential(_clock);
        await credential.GetTokenAsync(Token);
        Assert.Equal("token-2", await credential.RefreshAsync("token-1", Token));

        Assert.Equal("token-2", await credential.RefreshAsync("token-1", Token));
        Assert.Equal(2, _cloud.Issued);
    }

    [Fact]
    public async Task Refresh_WhileOneIsUnderWay_Joins()
    {
        MimiCredential credential = _cloud.Credential(_clock);
        await credential.GetTokenAsync(Token);
        (Task asked, TaskCompletionSource answer) = HoldNextIssue();
        Task<string>[] refreshing = [.. Enumerable.Range(0, 20).Select(_ => credential.RefreshAsync("token-1", Token).AsTask())];
        await asked.WaitAsync(Token);

        answer.SetResult();

        Assert.All(await Task.WhenAll(refreshing), static token => Assert.Equal("token-2", token));
        Assert.Equal(2, _cloud.Issued);
    }

    [Fact]
    public async Task Refresh_NewTokenIsRefusedToo_GivesItBackForFiveSeconds()
    {
        MimiCredential credential = _cloud.Credential(_clock);
        await credential.GetTokenAsync(Token);
        await credential.RefreshAsync("token-1", Token);

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal("token-2", await credential.RefreshAsync("token-2", Token));
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal("token-3", await credential.RefreshAsync("token-2", Token));
    }

    [Fact]
    public async Task Calls_200AtOnceWithAnExpiringToken_RenewItOnce()
    {
        MimiCredential credential = _cloud.Credential(_clock);
        var client = new MimiServiceClient(_cloud.Engine, credential, TestSessions.Address);
        await client.SendAsync(new(), Results.PlainDecoder, Token);
        (Task asked, TaskCompletionSource answer) = HoldNextIssue();
        _clock.Advance(TimeSpan.FromHours(1));

        Task<string>[] calls = [.. Enumerable.Range(0, 200).Select(_ => client.SendAsync(new(), Results.PlainDecoder, Token))]; // Each has come to its wait.
        await asked.WaitAsync(Token);
        answer.SetResult();
        string[] answers = await Task.WhenAll(calls);

        Assert.All(answers, static answer => Assert.Equal("token-2 ", answer));
        Assert.Equal(2, _cloud.Issued);
        Assert.Empty(_cloud.Refused);
    }

    [Fact]
    public async Task Calls_200AtOnceWithARevokedToken_RenewItOnce()
    {
        MimiCredential credential = _cloud.Credential(_clock);
        var client = new MimiServiceClient(_cloud.Engine, credential, TestSessions.Address);
        await client.SendAsync(new(), Results.PlainDecoder, Token);
        _cloud.Valid.Clear();
        _cloud.EnoughRefusals = 200;
        _cloud.BeforeIssue = async (_, token) =>
        {
            await _cloud.RefusedEnough.WaitAsync(token); // All of them come with the old token.
            return null;
        };

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => client.SendAsync(new(), Results.PlainDecoder, Token))));

        Assert.All(answers, static answer => Assert.Equal("token-2 ", answer));
        Assert.Equal(2, _cloud.Issued);
        Assert.Equal(Enumerable.Repeat("token-1", 200), _cloud.Refused);
    }

    [Fact]
    public async Task Calls_OfManyThreadsWhileTokensComeAndGo_AllSucceed()
    {
        MimiCredential credential = _cloud.Credential(_clock);
        var client = new MimiServiceClient(_cloud.Engine, credential, TestSessions.Address);
        for (int round = 0; round < 20; round++)
        {
            string old = await credential.GetTokenAsync(Token);
            _clock.Advance(TimeSpan.FromMinutes(round % 2 == 0 ? 56 : 61)); // Into the background renewal, and past the expiry.

            string[] answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => client.SendAsync(new(), Results.PlainDecoder, Token))));

            Assert.Equal(50, answers.Length);
            await RefreshedAsync(credential, old); // The next round would turn the clock past the time-out of a renewal that is under way.
        }

        Assert.InRange(_cloud.Issued, 11, 21); // At most one in each round, and one in every second at least.
        Assert.Empty(_cloud.Refused);
    }

    /// <summary>Waits for a renewal that is under way, or was.</summary>
    private static async Task<string> RefreshedAsync(MimiCredential credential, string old) => await credential.RefreshAsync(old, Token);

    private (Task Asked, TaskCompletionSource Answer) HoldNextIssue()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _cloud.BeforeIssue = async (_, token) =>
        {
            asked.TrySetResult();
            await answer.Task.WaitAsync(token);
            return null;
        };
        return (asked.Task, answer);
    }
}
