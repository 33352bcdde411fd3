using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Mimi.Frames;
using Mimi.Wire;

namespace Mimi.Bench.Wire;

/// <summary>Results that are ready to be written, many at once, so that a server is faster than whoever reads them.</summary>
internal static class ResultBlocks
{
    private const int Repeats = 64;

    private static readonly byte[] One = [.. WireMessages.Temporaries.SelectMany(static message => ServerFrame.Create(FrameKind.Text, message))];
    private static readonly byte[] Block = [.. Enumerable.Repeat(One, Repeats).SelectMany(static frames => frames)];

    /// <summary>Accepts a WebSocket whose stream can be written to, too.</summary>
    public static async Task<(WebSocket Socket, Stream Stream)> AcceptAsync(HttpContext context)
    {
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.SecWebSocketAccept = AcceptKey.For(context.Request.Headers.SecWebSocketKey.ToString());
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
}
