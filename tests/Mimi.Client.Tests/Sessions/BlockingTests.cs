using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

/// <summary>Threads that wait for room in <c>SendBinary</c>, and have something of their own about them.</summary>
public sealed class BlockingTests
{
    private static readonly MimiSessionOptions SmallBuffer = new() { SendBufferBytes = 3_200 };

    private static CancellationToken Token => TestTimeout.Token;

    /// <summary>The thread of a window runs what is posted to it, but not while it waits here.</summary>
    [Fact]
    public async Task SendBinary_OnAThreadWithAContext_GoesOnWhenThereIsRoom()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), SmallBuffer);
        await session.FillAsync(socket);
        var context = new ContextOfABusyThread();
        Task sending = RunOnAThread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(context);
            session.SendBinary(new byte[3_000]);
        }, out Thread thread);

        await SessionWaits.UntilAsync(() => (thread.ThreadState & ThreadState.WaitSleepJoin) != 0);
        socket.LetGo(100);
        await sending.WaitAsync(Token);

        Assert.Equal(0, context.Posted);
    }

    [Fact]
    public async Task SendBinary_InAnExclusiveScheduler_GoesOnWhenThereIsRoom()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), SmallBuffer);
        await session.FillAsync(socket);
        var schedulers = new ConcurrentExclusiveSchedulerPair();
        Thread? thread = null;

        Task sending = Task.Factory.StartNew(() =>
        {
            thread = Thread.CurrentThread;
            session.SendBinary(new byte[3_000]);
        }, Token, TaskCreationOptions.None, schedulers.ExclusiveScheduler);
        await SessionWaits.UntilAsync(() => (thread?.ThreadState & ThreadState.WaitSleepJoin) is > 0);
        socket.LetGo(100);

        await sending.WaitAsync(Token);
    }

    /// <summary>The audio of a thread that was interrupted is not sent any more: what held it is used for something else by then.</summary>
    [Fact]
    public async Task SendBinary_ThreadIsInterrupted_TakesItsAudioBack()
    {
        var socket = new StallingWebSocket();
        await using var session = await TestSessions.OpenAsync(socket.AsEngine(), SmallBuffer);
        await session.FillAsync(socket);
        Task sending = RunOnAThread(() => session.SendBinary(Enumerable.Repeat((byte)7, 3_000).ToArray()), out Thread thread);

        await SessionWaits.UntilAsync(() => (thread.ThreadState & ThreadState.WaitSleepJoin) != 0);
        thread.Interrupt();
        await Assert.ThrowsAsync<ThreadInterruptedException>(() => sending.WaitAsync(Token));
        socket.LetGo(100);
        await session.SendBinaryAsync(new byte[2], Token);
        await session.StopAsync("stop", Token);
        await SessionWaits.UntilAsync(() => socket.Snapshot() is [.., var last] && last.Bytes.AsSpan().SequenceEqual("stop"u8));

        Assert.DoesNotContain((byte)7, socket.Sent.SelectMany(static sent => sent.Bytes));
    }

    private static Task RunOnAThread(Action action, out Thread thread)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        thread = new Thread(() =>
        {
            try
            {
                action();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        });
        thread.Start();
        return done.Task;
    }

    /// <summary>Of a thread that runs what is posted to it later, when it has nothing to do.</summary>
    private sealed class ContextOfABusyThread : SynchronizationContext
    {
        public int Posted { get; private set; }

        public override void Post(SendOrPostCallback d, object? state) => Posted++;
    }
}
