using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Mimi.Server.Tests.Support;

/// <summary>A TCP connection on which a test writes what no library would.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    private static readonly byte[] Mask = [0x12, 0x34, 0x56, 0x78];

    private readonly TcpClient _client = new();

    public NetworkStream Stream => _client.GetStream();

    public Socket Socket => _client.Client;

    private static CancellationToken Timeout => TestTimeout.Token;

    public static async Task<RawClient> ConnectAsync(Uri server)
    {
        var client = new RawClient();
        await client._client.ConnectAsync(server.Host, server.Port, Timeout);
        return client;
    }

    /// <summary>Connects and upgrades.</summary>
    public static async Task<RawClient> OpenAsync(Uri server, params string[] headerLines)
    {
        RawClient client = await ConnectAsync(server);
        string head = await client.ExchangeHeadAsync("GET / HTTP/1.1", [.. UpgradeLines, .. headerLines]);
        Assert.StartsWith("HTTP/1.1 101 ", head, StringComparison.Ordinal);
        return client;
    }

    public static IReadOnlyList<string> UpgradeLines { get; } =
    [
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    ];

    /// <summary>Sends a request's head, and reads the reply's head.</summary>
    public async Task<string> ExchangeHeadAsync(string requestLine, params string[] headerLines)
    {
        await WriteAsync(Encoding.UTF8.GetBytes($"{string.Join("\r\n", [requestLine, "Host: mimi.example", .. headerLines])}\r\n\r\n"));
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await Stream.ReadExactlyAsync(one, Timeout);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes) => await Stream.WriteAsync(bytes, Timeout);

    /// <summary>Sends a frame. Its first byte is given as it is; its announced length may be a lie.</summary>
    public Task SendFrameAsync(byte first, ReadOnlySpan<byte> payload, long? announced = null, bool masked = true)
    {
        long length = announced ?? payload.Length;
        byte[] frame = new byte[14 + payload.Length];
        frame[0] = first;
        int at = 2;
        if (length < 126)
        {
            frame[1] = (byte)length;
        }
        else if (length <= ushort.MaxValue)
        {
            frame[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)length);
            at = 4;
        }
        else
        {
            frame[1] = 127;
            BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(2), length);
            at = 10;
        }

        if (masked)
        {
            frame[1] |= 0x80;
            Mask.CopyTo(frame, at);
            at += 4;
        }

        for (int i = 0; i < payload.Length; i++)
        {
            frame[at + i] = masked ? (byte)(payload[i] ^ Mask[i % 4]) : payload[i];
        }

        return WriteAsync(frame.AsMemory(0, at + payload.Length));
    }

    /// <summary>Reads a frame of the server's, which must not be masked.</summary>
    public async Task<(byte First, byte[] Payload)> ReadFrameAsync()
    {
        var header = new byte[2];
        await Stream.ReadExactlyAsync(header, Timeout);
        Assert.Equal(0, header[1] & 0x80);
        var extended = new byte[header[1] switch { 126 => 2, 127 => 8, _ => 0 }];
        await Stream.ReadExactlyAsync(extended, Timeout);
        long length = extended.Length switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(extended),
            8 => BinaryPrimitives.ReadInt64BigEndian(extended),
            _ => header[1],
        };
        var payload = new byte[length];
        await Stream.ReadExactlyAsync(payload, Timeout);
        return (header[0], payload);
    }

    /// <summary>Reads frames up to the close, and gives its code and reason.</summary>
    public async Task<(int Code, string Reason)> ReadCloseAsync()
    {
        while (true)
        {
            (byte first, byte[] payload) = await ReadFrameAsync();
            if (first == 0x88)
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(payload), Encoding.UTF8.GetString(payload.AsSpan(2)));
            }
        }
    }

    /// <summary>Waits until the server has ended the connection.</summary>
    public async Task ReadToEndAsync()
    {
        var buffer = new byte[4_096];
        try
        {
            while (await Stream.ReadAsync(buffer, Timeout) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Cut off: that is an end, too.
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
