using System.Net;
using System.Net.Sockets;
using System.Text;
using Mimi.Client.Engines;
using Mimi.Wire;

namespace Mimi.Client.Allocations;

/// <summary>A WebSocket server on loopback that allocates nothing once a connection is open: it counts what comes, and answers with what was made before.</summary>
internal sealed class QuietServer : IDisposable
{
    /// <summary>What a chunk of 3,200 bytes is on the wire: RFC 6455 puts a head of 8 bytes in front of it.</summary>
    public const int FrameBytes = 3_208;

    private const string KeyHeader = "Sec-WebSocket-Key: ";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[][] _results = [.. Enumerable.Range(0, 64).Select(Result)];
    private readonly ServerTls? _tls;
    private long _received;

    /// <param name="isSecure">Whether its connections have TLS.</param>
    public QuietServer(bool isSecure = false)
    {
        _tls = isSecure ? new() : null;
        _listener.Start();
        Address = new($"{(isSecure ? "https" : "http")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        new Thread(Serve) { IsBackground = true }.Start();
    }

    public Uri Address { get; }

    /// <summary>Gets how many bytes came on the connection, heads of frames included.</summary>
    public long Received => Volatile.Read(ref _received);

    /// <summary>Gets or sets whether each chunk of the next connection is answered with a result.</summary>
    public bool Answers { get; set; }

    /// <summary>Makes the engine that is used unless another is given; it trusts this server.</summary>
    public HttpNetworkEngine CreateEngine() => _tls?.CreateEngine() ?? new();

    public void Dispose()
    {
        _listener.Dispose();
        _tls?.Dispose();
    }

    /// <summary>About 250 bytes, with one segment and no string of the one before it.</summary>
    private static byte[] Result(int index)
    {
        string[] words = [.. Enumerable.Range(0, 6).Select(i => $"{(char)('あ' + index)}{(char)('ア' + i)}")];
        string json = $$"""{"type":"asr#nictlvcsr2","session_id":"0f8fad5b-d9cb-469f-a165-70867728950e","status":"recog-in-progress","response":[{"result":"{{string.Concat(words)}}","words":[{{string.Join(',', words.Select(static word => $"\"{word}\""))}}],"determined":false,"time":1100}]}""";
        byte[] text = Encoding.UTF8.GetBytes(json);
        return [0x81, 126, (byte)(text.Length >> 8), (byte)text.Length, .. text];
    }

    private void Serve()
    {
        byte[] buffer = new byte[65_536];
        while (true)
        {
            using Socket? socket = Accept();
            if (socket is null)
            {
                return;
            }

            using var plain = new NetworkStream(socket);
            using Stream stream = _tls?.Accept(plain) ?? (Stream)plain;
            Greet(stream, buffer);
            (long before, int sent, bool answers) = (Volatile.Read(ref _received), 0, Answers);
            while (true)
            {
                int count = Receive(stream, buffer);
                if (count == 0)
                {
                    break;
                }

                Volatile.Write(ref _received, _received + count);
                while (answers && (_received - before) / FrameBytes > sent)
                {
                    stream.Write(_results[sent++ % _results.Length]);
                }
            }
        }
    }

    private static int Receive(Stream stream, byte[] buffer)
    {
        try
        {
            return stream.Read(buffer);
        }
        catch (IOException)
        {
            return 0; // The client has gone.
        }
    }

    private Socket? Accept()
    {
        try
        {
            Socket socket = _listener.AcceptSocket();
            socket.NoDelay = true;
            return socket;
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            return null; // It was disposed of.
        }
    }

    private static void Greet(Stream stream, byte[] buffer)
    {
        int length = 0;
        string request;
        do
        {
            length += stream.Read(buffer.AsSpan(length));
            request = Encoding.ASCII.GetString(buffer, 0, length);
        }
        while (!request.EndsWith("\r\n\r\n", StringComparison.Ordinal));

        int start = request.IndexOf(KeyHeader, StringComparison.OrdinalIgnoreCase) + KeyHeader.Length;
        string key = request[start..request.IndexOf('\r', start)];
        string accept = AcceptKey.For(key);
        stream.Write(Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
    }
}
