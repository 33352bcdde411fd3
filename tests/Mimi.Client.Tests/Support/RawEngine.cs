using System.Net.WebSockets;
using Mimi.Client.Engines;

namespace Mimi.Client.Tests.Support;

/// <summary>Answers a session with one text frame of raw bytes, which no WebSocket of the BCL would send.</summary>
internal sealed class RawEngine(byte[] text) : MimiNetworkEngine
{
    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task<WebSocket> ConnectAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(CreateWebSocket(new OneWayStream([0x81, (byte)text.Length, .. text])));

    private sealed class OneWayStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanWrite => true;

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
