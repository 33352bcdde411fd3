using System.Net.Sockets;
using System.Net.WebSockets;
using Mimi.Client.Engines.Framing;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

/// <summary>A system tells the cause of a connection's death once, to a read or to a write; the other one sees its end.</summary>
public sealed class LossTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly DyingStream _stream = new();
    private readonly FramedWebSocket _socket;

    public LossTests() => _socket = new(_stream);

    private static CancellationToken Token => TestTimeout.Token;

    public void Dispose()
    {
        _socket.Dispose();
        _stream.Dispose();
    }

    [Theory]
    [InlineData(SocketError.TimedOut, "unacknowledged")]
    [InlineData(SocketError.HostUnreachable, "unreachable")]
    [InlineData(SocketError.Shutdown, "connection-lost")]
    public async Task Read_EndsWhileAWriteIsPending_TheWriteTellsTheCause(SocketError error, string entry)
    {
        await using var session = await TestSessions.OpenAsync(new FixedEngine(_socket), new() { TimeProvider = _clock });
        await session.SendBinaryAsync(new byte[3_200], Token);
        await SessionWaits.UntilAsync(() => _socket.State == WebSocketState.Aborted && !session.IsActive); // The read has ended.

        _stream.FailWrite(new IOException("The write failed.", new SocketException((int)error)));

        var e = await Assert.ThrowsAsync<MimiIOException>(() => session.ReadAsync());
        Assert.Equal(entry, MimiErrorCatalog.Find(e)?.Id);
        await Assert.ThrowsAsync<MimiIOException>(() => session.SendBinaryAsync(new byte[2], Token).AsTask());
        await SessionWaits.UntilAsync(() => _clock.ArmedTimers == 0);
    }

    [Fact]
    public async Task Read_EndsWhileAWriteNeverEnds_IsOverWithTheWaitForTheClose()
    {
        await using var session = await TestSessions.OpenAsync(new FixedEngine(_socket), new() { TimeProvider = _clock });
        await session.SendBinaryAsync(new byte[3_200], Token);
        Task reading = session.ReadAsync();
        await SessionWaits.UntilAsync(() => !session.IsActive);
        await _clock.WaitForTimersAsync(1, Token);
        Assert.False(reading.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(5)); // CloseTimeout.

        var e = await Assert.ThrowsAsync<MimiIOException>(() => reading);
        Assert.Equal("connection-lost", MimiErrorCatalog.Find(e)?.Id);
        await SessionWaits.UntilAsync(() => _clock.ArmedTimers == 0);
    }

    [Fact]
    public async Task Read_EndsWhileAWriteNeverEnds_CancelEndsItAtOnce()
    {
        await using var session = await TestSessions.OpenAsync(new FixedEngine(_socket), new() { TimeProvider = _clock });
        await session.SendBinaryAsync(new byte[3_200], Token);
        await SessionWaits.UntilAsync(() => !session.IsActive);

        session.Cancel();

        Assert.Empty(await session.ReadAsync());
    }
}
