using System.Net.Sockets;
using System.Text;
using Mimi.Client.Testing;
using Mimi.Frames;
using Mimi.Proof.Ledger;
using Mimi.Wire;

namespace Mimi.Proof.Hanging.Members;

/// <summary>A server in memory that answers every connection with one fault.</summary>
internal sealed class FaultyServer(HangFault fault) : IDisposable
{

    private readonly CancellationTokenSource _over = new();

    public SocketsHttpHandler CreateHandler() => new()
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectCallback = (_, _) => fault == HangFault.Refused
            ? ValueTask.FromException<Stream>(new SocketException((int)SocketError.ConnectionRefused))
            : ValueTask.FromResult(Connect()),
    };

    public void Dispose() => _over.Cancel();

    private Stream Connect()
    {
        (Stream client, Stream server) = MemoryConnection.CreatePair();
        _ = Task.Run(() => ServeAsync(server));
        return client;
    }

    private async Task ServeAsync(Stream stream)
    {
        await using (stream.ConfigureAwait(false))
        {
            try
            {
                await PlayAsync(stream);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException or InvalidDataException)
            {
                // The client has gone, or the case is over.
            }
        }
    }

    private async Task PlayAsync(Stream stream)
    {
        string head = await ReadHeadAsync(stream);
        switch (fault)
        {
            case HangFault.SlowHandshake:
                await HearAsync(stream);
                break;
            case HangFault.Garbage:
                await SayAsync(stream, "mumble mumble\r\n\r\n\0\0\0");
                await HearAsync(stream);
                break;
            default:
                await (head.Contains("Sec-WebSocket-Key", StringComparison.OrdinalIgnoreCase) ? UpgradeAsync(stream, head) : AnswerAsync(stream));
                break;
        }
    }

    private async Task AnswerAsync(Stream stream)
    {
        await SayAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: audio/x-wav\r\nContent-Length: 100000\r\n\r\n{\"a\"");
        if (fault == HangFault.Stall)
        {
            await Task.Delay(Timeout.Infinite, _over.Token);
        }
        else if (fault != HangFault.Drop)
        {
            await HearAsync(stream);
        }
    }

    private async Task UpgradeAsync(Stream stream, string head)
    {
        string key = head.Split('\n').First(static line => line.StartsWith("Sec-WebSocket-Key", StringComparison.OrdinalIgnoreCase)).Split(':')[1].Trim();
        await SayAsync(stream, $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {AcceptKey.For(key)}\r\n\r\n");
        switch (fault)
        {
            case HangFault.Drop:
                return;
            case HangFault.Stall:
                await Task.Delay(Timeout.Infinite, _over.Token);
                return;
            case HangFault.NeverClosing:
                await stream.WriteAsync(ServerFrame.Text(LedgerMessages.Result(LedgerService.Asr, Client.MimiResultKind.Final, "well", TimeSpan.Zero, TimeSpan.FromMilliseconds(100))), _over.Token);
                break;
        }

        await HearAsync(stream);
    }

    /// <summary>Reads until the client leaves.</summary>
    private async Task HearAsync(Stream stream)
    {
        byte[] buffer = new byte[8_192];
        while (await stream.ReadAsync(buffer, _over.Token) > 0)
        {
            // It vanishes.
        }
    }

    private async Task<string> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _over.Token) > 0)
        {
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private Task SayAsync(Stream stream, string text) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), _over.Token).AsTask();
}
