using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mimi.Bench.Wire;

/// <summary>Results that are ready to be written, many at once, so that a server is faster than whoever reads them.</summary>
internal static class ResultBlocks
{
    private const int Repeats = 64;

    private static readonly byte[] One = [.. WireMessages.Temporaries.SelectMany(Frame)];
    private static readonly byte[] Block = [.. Enumerable.Repeat(One, Repeats).SelectMany(static frames => frames)];

    /// <summary>Accepts a WebSocket whose stream can be written to, too.</summary>
    public static async Task<(WebSocket Socket, Stream Stream)> AcceptAsync(HttpContext context)
    {
#pragma warning disable CA5350 // RFC 6455 asks for SHA-1.
        byte[] accept = SHA1.HashData(Encoding.ASCII.GetBytes(context.Request.Headers.SecWebSocketKey + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
#pragma warning restore CA5350
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.SecWebSocketAccept = Convert.ToBase64String(accept);
        Stream stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        return (WebSocket.CreateFromStream(stream, new() { IsServer = true, KeepAliveInterval = TimeSpan.Zero }), stream);
    }

    /// <param name="stream">Where the frames go.</param>
    /// <param name="results">How many; a multiple of that of <see cref="WireMessages.Temporaries"/>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task WriteAsync(Stream stream, int results, CancellationToken cancellationToken)
    {
        int inBlock = Repeats * WireMessages.Temporaries.Count;
        for (; results >= inBlock; results -= inBlock)
        {
            await stream.WriteAsync(Block, cancellationToken);
        }

        for (; results > 0; results -= WireMessages.Temporaries.Count)
        {
            await stream.WriteAsync(One, cancellationToken);
        }
    }

    private static byte[] Frame(byte[] message)
    {
        byte[] frame = new byte[4 + message.Length]; // A text of 126 to 65,535 bytes (RFC 6455, section 5.2).
        frame[0] = 0x81;
        frame[1] = 126;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)message.Length);
        message.CopyTo(frame, 4);
        return frame;
    }
}
