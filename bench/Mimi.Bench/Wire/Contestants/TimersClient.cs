using System.Globalization;

namespace Mimi.Bench.Wire.Contestants;

/// <summary>Nobody: no connection, no bytes. What sessions in real time cost this one is what the timers that pace them cost, in every contestant of this language.</summary>
internal sealed class TimersClient : IWireClient
{
    private readonly TaskCompletionSource _stopped = new();
    private long _sent;
    private bool _hasTold;

    public Task OpenAsync(Uri address) => Task.CompletedTask;

    public ValueTask SendAsync(ReadOnlyMemory<byte> audio)
    {
        _sent += audio.Length;
        return ValueTask.CompletedTask;
    }

    public ValueTask StopAsync()
    {
        _stopped.SetResult();
        return ValueTask.CompletedTask;
    }

    public async ValueTask<string?> ReceiveAsync()
    {
        await _stopped.Task;
        string? told = _hasTold ? null : _sent.ToString(CultureInfo.InvariantCulture);
        _hasTold = true;
        return told;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
