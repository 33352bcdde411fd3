using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Mimi.Speech.Bench.Scripted;

/// <summary>A session on a bare socket: what the load costs shall be the server's cost.</summary>
internal sealed class LeanSession : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[4_096];
    private int _filled;

    private LeanSession(Socket socket) => _socket = socket;

    /// <summary>Gets the results as they came: how far each had heard, and when it came. The last one is the final.</summary>
    public List<(TimeSpan Heard, long Came)> Results { get; } = [];

    public string FinalText { get; private set; } = "";

    public static async Task<LeanSession> OpenAsync(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET / HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Convert.ToBase64String(Guid.NewGuid().ToByteArray())}\r\n"
            + "x-mimi-process: asr\r\nx-mimi-input-language: en\r\nX-Mimi-Content-Type: audio/x-pcm;bit=16;rate=16000;channels=1\r\n\r\n"));
        var session = new LeanSession(socket);
        await session.ReadHandshakeAsync();
        return session;
    }

    /// <summary>Sends a whole frame, waiting while the connection takes no more.</summary>
    public void Send(byte[] frame)
    {
        for (int sent = 0; sent < frame.Length;)
        {
            sent += _socket.Send(frame, sent, frame.Length - sent, SocketFlags.None);
        }
    }

    /// <summary>Reads up to the server's close.</summary>
    public async Task ReadAllAsync()
    {
        while (true)
        {
            int taken = 0;
            while (TryTake(_buffer.AsSpan(taken, _filled - taken), out int opcode, out Range payload, out int length))
            {
                if (opcode == 0x8)
                {
                    Send(AudioFrames.Close);
                    return;
                }

                Take(_buffer.AsMemory(taken, length)[payload]);
                taken += length;
            }

            _buffer.AsSpan(taken, _filled - taken).CopyTo(_buffer);
            _filled -= taken;
            await FillAsync();
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool TryTake(ReadOnlySpan<byte> bytes, out int opcode, out Range payload, out int length)
    {
        (opcode, payload, length) = (0, default, 0);
        if (bytes.Length < 4)
        {
            return false;
        }

        opcode = bytes[0] & 0xF;
        int header = bytes[1] == 126 ? 4 : 2;
        length = header + (header == 4 ? BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) : bytes[1]);
        payload = header..length;
        return bytes.Length >= length;
    }

    private void Take(ReadOnlyMemory<byte> message)
    {
        long came = Stopwatch.GetTimestamp();
        using var json = JsonDocument.Parse(message);
        JsonElement entry = json.RootElement.GetProperty("response")[0];
        Results.Add((TimeSpan.FromMilliseconds(entry.GetProperty("time")[1].GetInt64()), came));
        if (json.RootElement.GetProperty("status").ValueEquals("recog-finished"u8))
        {
            FinalText = entry.GetProperty("result").GetString()!;
        }
    }

    private async Task ReadHandshakeAsync()
    {
        while (true)
        {
            await FillAsync();
            int end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                if (!_buffer.AsSpan().StartsWith("HTTP/1.1 101"u8))
                {
                    throw new InvalidOperationException($"Not opened: {Encoding.ASCII.GetString(_buffer, 0, _buffer.AsSpan().IndexOf((byte)'\r'))}.");
                }

                _filled -= end + 4;
                _buffer.AsSpan(end + 4, _filled).CopyTo(_buffer);
                return;
            }
        }
    }

    private async ValueTask FillAsync()
    {
        int read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled));
        _filled += read > 0 ? read : throw new InvalidOperationException("The connection ended before the close.");
    }
}
