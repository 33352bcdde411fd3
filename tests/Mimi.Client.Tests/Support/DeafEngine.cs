using System.Net.WebSockets;
using Mimi.Client.Engines;

namespace Mimi.Client.Tests.Support;

/// <summary>A connection whose writes fail while its reads go on, as when a server refuses more audio and is about to say why. The framing is the client's own.</summary>
internal sealed class DeafEngine : MimiNetworkEngine
{
    private readonly DeafStream _stream = new();

    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task<WebSocket> ConnectAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(CreateWebSocket(_stream));

    public void Close(int code, string reason) => _stream.Said.SetResult(RawFrame.ServerClose(code, reason));

    private sealed class DeafStream : MemoryStream
    {
        public TaskCompletionSource<byte[]> Said { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            byte[] said = await Said.Task.WaitAsync(cancellationToken);
            said.CopyTo(buffer);
            return said.Length;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromException(new IOException("Nobody listens."));
    }
}
