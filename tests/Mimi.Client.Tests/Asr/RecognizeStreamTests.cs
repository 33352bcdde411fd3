using System.Runtime.CompilerServices;
using Mimi.Client.Asr;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Asr;

public sealed class RecognizeStreamTests
{
    private readonly TaskCompletionSource _sourceEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task RecognizeStream_SourceEnds_StopsAndYieldsTheResults()
    {
        var server = new RecognitionServer(Results.Temporary(1), Results.Final);

        List<MimiAsrResult> results = await MimiAsrClientTests.ReadAsync(Client(server.Engine).RecognizeStreamAsync(Chunks(3), cancellationToken: Token));

        Assert.Equal(["1", "猫である"], results.Select(static result => result.Text));
        Assert.Equal(300, server.Audio.Length);
        Assert.Single(server.Commands);
        await _sourceEnded.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task RecognizeStream_SourceFails_ThrowsThatFailure()
    {
        var server = new RecognitionServer(Results.Final);

        var e = await Assert.ThrowsAsync<InvalidDataException>(() =>
            MimiAsrClientTests.ReadAsync(Client(server.Engine).RecognizeStreamAsync(Chunks(3, failAtEnd: true), cancellationToken: Token)));

        Assert.Equal("マイク", e.Message);
        Assert.Empty(server.Commands); // Half an utterance is not passed off as a whole one.
    }

    [Fact]
    public async Task RecognizeStream_LeftEarly_StopsTheSource()
    {
        var server = new SessionServer();

        await foreach (MimiAsrResult _ in Client(server.Engine).RecognizeStreamAsync(EndlessAfterOne(server), cancellationToken: Token))
        {
            break;
        }

        await _sourceEnded.Task.WaitAsync(Token);
        while (await server.ReceiveAsync() is not null)
        {
        }
    }

    [Fact]
    public async Task RecognizeStream_Cancelled_ThrowsAndStopsTheSource()
    {
        var server = new SessionServer();
        using var cts = new CancellationTokenSource();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (MimiAsrResult _ in Client(server.Engine).RecognizeStreamAsync(EndlessAfterOne(server), cancellationToken: cts.Token))
            {
                await cts.CancelAsync();
            }
        });

        Assert.Equal(cts.Token, e.CancellationToken);
        await _sourceEnded.Task.WaitAsync(Token);
    }

    [Fact]
    public async Task RecognizeStream_ServerCloses_ThrowsThatAndStopsTheSource()
    {
        var server = new SessionServer();
        Task closing = Task.Run(async () =>
        {
            await server.ReceiveAsync();
            await server.CloseAsync(4003, "idle");
        }, Token);

        var e = await Assert.ThrowsAsync<MimiServiceException>(() =>
            MimiAsrClientTests.ReadAsync(Client(server.Engine).RecognizeStreamAsync(Chunks(int.MaxValue), cancellationToken: Token)));

        Assert.Equal(4003, (int?)e.CloseStatus);
        await _sourceEnded.Task.WaitAsync(Token);
        await closing;
    }

    /// <summary>A microphone that gives nothing while nobody speaks, and has no ear for tokens.</summary>
    [Fact]
    public async Task RecognizeStream_ServerClosesAndTheSourceDoesNotListen_ThrowsAllTheSame()
    {
        var server = new SessionServer();
        var more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task closing = Task.Run(async () =>
        {
            await server.ReceiveAsync();
            await server.CloseAsync(4003, "idle");
        }, Token);

        var e = await Assert.ThrowsAsync<MimiServiceException>(() =>
            MimiAsrClientTests.ReadAsync(Client(server.Engine).RecognizeStreamAsync(OneAndThenNone(more.Task), new() { Session = new() { CloseTimeout = TimeSpan.FromMilliseconds(20) } }, Token)));

        Assert.Equal(4003, (int?)e.CloseStatus);
        Assert.False(_sourceEnded.Task.IsCompleted);
        more.SetResult();
        await _sourceEnded.Task.WaitAsync(Token); // It is disposed when it comes back.
        await closing;
    }

    [Fact]
    public async Task RecognizeStream_SourceBlocksItsThread_ResultsComeAllTheSame()
    {
        var server = new SessionServer();
        using var release = new ManualResetEventSlim();

        var results = Client(server.Engine).RecognizeStreamAsync(Blocking(release), cancellationToken: Token).GetAsyncEnumerator(Token);
        ValueTask<bool> next = results.MoveNextAsync();
        await server.SendAsync(Results.Temporary(1));

        Assert.True(await next);
        release.Set();
        await results.DisposeAsync();
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> OneAndThenNone(Task more)
    {
        try
        {
            yield return new byte[100];
            await more;
            yield return new byte[100];
        }
        finally
        {
            _sourceEnded.SetResult();
        }
    }

    private static MimiAsrClient Client(InMemoryNetworkEngine engine) => new(engine, null, TestSessions.Address);

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> Chunks(int count, bool failAtEnd = false)
    {
        try
        {
            for (int i = 0; i < count; i++)
            {
                yield return new byte[100];
                await Task.Yield();
            }

            if (failAtEnd)
            {
                throw new InvalidDataException("マイク");
            }
        }
        finally
        {
            _sourceEnded.TrySetResult();
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> EndlessAfterOne(SessionServer server, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            yield return new byte[100];
            await server.SendAsync(Results.Temporary(1));
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            _sourceEnded.TrySetResult();
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Blocking(ManualResetEventSlim release)
    {
        release.Wait(Token);
        yield return new byte[100];
        await Task.Yield();
    }
}
