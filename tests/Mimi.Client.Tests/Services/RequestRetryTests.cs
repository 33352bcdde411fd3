using System.Net;
using Mimi.Client.NictTra;
using Mimi.Client.Speakers;
using Mimi.Client.Testing;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Services;

/// <summary>What is tried again, and what never is.</summary>
public sealed class RequestRetryTests : IDisposable
{
    private readonly InMemoryNetworkEngine _engine;
    private int _requests;

    public RequestRetryTests() => _engine = new InMemoryNetworkEngine(onRequest: (_, _) =>
    {
        _requests++;
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
    });

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Speakers_Create_IsNeverMadeTwice()
    {
        var client = new MimiSpeakerClient(_engine, null, "app", "client");

        await Assert.ThrowsAsync<MimiServiceException>(() => client.CreateGroupAsync("家族", cancellationToken: Token));

        Assert.Equal(1, _requests);
    }

    [Fact]
    public async Task Translation_RetriesOff_IsMadeOnce()
    {
        var client = new NictTraClient(_engine, null);

        await Assert.ThrowsAsync<MimiServiceException>(() => client.TranslateAsync("猫", "ja", "en", new() { Retry = MimiRetryOptions.None }, Token));

        Assert.Equal(1, _requests);
    }

    [Fact]
    public async Task Translation_RetriesOn_IsMadeAgain()
    {
        var client = new NictTraClient(_engine, null);
        var retry = new MimiRetryOptions { MaxRetries = 2, BaseDelay = TimeSpan.FromMilliseconds(1) };

        await Assert.ThrowsAsync<MimiServiceException>(() => client.TranslateAsync("猫", "ja", "en", new() { Retry = retry }, Token));

        Assert.Equal(3, _requests);
    }

    public void Dispose() => _engine.Dispose();
}
