using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Mimi.Client.Engines;
using Mimi.Client.Services;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Engines;

public sealed class UnacknowledgedLimitTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public UnacknowledgedLimitTests() => _listener.Start();

    private static CancellationToken Token => TestTimeout.Token;

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData(9_000, 9_000)]
    [InlineData(1_500, 1_500)]
    [InlineData(-1, 0)] // The system's own.
    public async Task Connect_OnLinux_TheSocketHasTheLimit(int milliseconds, int expected)
    {
        TimeSpan limit = milliseconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(milliseconds);

        await using Stream stream = await DefaultHandler.ConnectAsync(new DnsEndPoint("localhost", Port), limit, Token);

        Socket socket = ((NetworkStream)stream).Socket;
        Assert.True(socket.NoDelay);
        if (OperatingSystem.IsLinux())
        {
            int value = 0;
            socket.GetRawSocketOption(UnacknowledgedLimit.TcpLevel, UnacknowledgedLimit.LinuxUserTimeout, MemoryMarshal.AsBytes(new Span<int>(ref value)));
            Assert.Equal(expected, value);
        }
    }

    [Fact]
    public void Set_SystemRefuses_IsIgnored()
    {
        using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp); // Has no such setting.

        UnacknowledgedLimit.Set(udp, TimeSpan.FromSeconds(9));

        Assert.True(udp.Blocking);
    }

    [Fact]
    public async Task Connect_NobodyListens_ThrowsAndLeavesNoSocket()
    {
        int port = Port;
        _listener.Stop();

        var e = await Assert.ThrowsAsync<SocketException>(() => DefaultHandler.ConnectAsync(new DnsEndPoint("127.0.0.1", port), TimeSpan.FromSeconds(9), Token).AsTask());

        Assert.Equal(SocketError.ConnectionRefused, e.SocketErrorCode);
    }

    /// <summary>Linux counts the time of a closed window, too, which is the only silence that can be had without rights: it shows that the limit works on a session.</summary>
    [Theory]
    [InlineData("http")]
    [InlineData("socket")]
    public async Task Session_PeerTakesNothing_IsGivenUpOnLinux(string kind)
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // Other systems keep a connection whose peer answers probes.
        }

        var options = new MimiConnectionOptions { UnacknowledgedTimeout = TimeSpan.FromSeconds(1) };
        using MimiNetworkEngine engine = kind == "http" ? new HttpNetworkEngine { Connection = options } : new ClientWebSocketNetworkEngine { Connection = options };
        Task<Socket> serving = RawServer.AcceptWebSocketAsync(_listener, Token);
        var client = new MimiServiceClient(engine, null, new Uri($"ws://127.0.0.1:{Port}/"));
        await using var session = await client.OpenSessionAsync(new MimiServiceRequest(), Results.PlainDecoder, Token);
        using Socket peer = await serving; // And never reads.
        Task sending = SendUntilItFailsAsync(session);

        var e = await Assert.ThrowsAsync<MimiIOException>(() => session.ReadAsync());

        Assert.True(MimiErrorCatalog.Find(e)?.Id == "unacknowledged", e.ToString()); // Whichever of a pending read and write is told the cause.
        Assert.True(e.IsTransient);
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
    }

    private static async Task SendUntilItFailsAsync(MimiServiceSession<string> session)
    {
        byte[] audio = new byte[60_000];
        while (true)
        {
            await session.SendBinaryAsync(audio, Token);
        }
    }
}
