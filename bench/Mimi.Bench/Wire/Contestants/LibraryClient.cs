using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.Client.Recognition;

namespace Mimi.Bench.Wire.Contestants;

/// <summary>A session of this library.</summary>
/// <param name="options">How it does it; all else is as it comes.</param>
/// <param name="watchesHealth">Whether somebody watches how it does.</param>
internal sealed class LibraryClient(MimiSessionOptions options, bool watchesHealth = false) : IWireClient
{
    /// <summary>One for the process, as it is meant to be.</summary>
    public static readonly HttpNetworkEngine Engine = new();

    private MimiRecognitionSession<NictAsrV2Result>? _session;
    private IAsyncEnumerator<NictAsrV2Result>? _results;
    private Task _watching = Task.CompletedTask;

    public async Task OpenAsync(Uri address)
    {
        // Every result is counted, so none may be left out while the reader is behind.
        NictAsrV2Options asked = new() { Temporary = true, Session = options with { ResultBufferCapacity = 1_000_000 } };
        _session = await new NictAsrV2Client(Engine, null, address).OpenSessionAsync(asked);
        _results = _session.ReceiveAllAsync().GetAsyncEnumerator();
        _watching = watchesHealth ? WatchAsync(_session) : _watching;
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> audio) => _session!.SendBinaryAsync(audio);

    public ValueTask StopAsync() => _session!.StopRecognitionAsync();

    public async ValueTask<string?> ReceiveAsync() => await _results!.MoveNextAsync() ? _results.Current.Text : null;

    public async ValueTask DisposeAsync()
    {
        await _results!.DisposeAsync();
        await _session!.DisposeAsync();
        await _watching;
    }

    private static async Task WatchAsync(MimiRecognitionSession<NictAsrV2Result> session)
    {
        await foreach (MimiSessionHealth health in session.WatchHealthAsync())
        {
            _ = health.AudioSent;
        }
    }
}
