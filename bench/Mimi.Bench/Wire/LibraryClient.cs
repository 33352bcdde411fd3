using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.Client.Recognition;

namespace Mimi.Bench.Wire;

/// <summary>The same with this library, as it comes.</summary>
internal sealed class LibraryClient : IWireClient
{
    private readonly HttpNetworkEngine _engine = new();
    private MimiRecognitionSession<NictAsrV2Result>? _session;
    private IAsyncEnumerator<NictAsrV2Result>? _results;

    public async Task OpenAsync(Uri address)
    {
        // Every result is counted, so none may be left out while the reader is behind.
        _session = await new NictAsrV2Client(_engine, null, address).OpenSessionAsync(new() { Session = new() { ResultBufferCapacity = 1_000_000 } });
        _results = _session.ReceiveAllAsync().GetAsyncEnumerator();
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> audio) => _session!.SendBinaryAsync(audio);

    public ValueTask StopAsync() => _session!.StopRecognitionAsync();

    public async ValueTask<string?> ReceiveAsync() => await _results!.MoveNextAsync() ? _results.Current.Text : null;

    public async ValueTask DisposeAsync()
    {
        await _results!.DisposeAsync();
        await _session!.DisposeAsync();
        _engine.Dispose();
    }
}
