using Mimi.Client.Continuous;
using Mimi.Client.NictAsr;

namespace Mimi.Bench.Wire.Contestants;

/// <summary>A session of this library that survives its connections: what was sent is kept, to be sent again.</summary>
internal sealed class ContinuousClient : IWireClient
{
    private MimiContinuousSession? _session;
    private IAsyncEnumerator<MimiContinuousEvent>? _events;

    /// <summary>Starts the session, which connects when the first audio comes.</summary>
    public Task OpenAsync(Uri address)
    {
        _session = new NictAsrV2Client(LibraryClient.Engine, null, address).StartContinuousSession(new() { Temporary = true });
        _events = _session.ReceiveAllAsync().GetAsyncEnumerator();
        return Task.CompletedTask;
    }

    public ValueTask SendAsync(ReadOnlyMemory<byte> audio) => _session!.SendBinaryAsync(audio);

    public ValueTask StopAsync() => _session!.StopRecognitionAsync();

    public async ValueTask<string?> ReceiveAsync()
    {
        while (await _events!.MoveNextAsync())
        {
            if (_events.Current is MimiTranscript transcript)
            {
                return transcript.Text;
            }
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _events!.DisposeAsync();
        await _session!.DisposeAsync();
    }
}
