using Mimi.Frames;

namespace Mimi.Chaos.Relay;

/// <summary>Passes the server's messages on, some of them twice or late.</summary>
internal sealed class ResultTricks(RelayState state, Action<ChaosFault, long, int> report)
{
    private readonly Lock _gate = new();
    private byte[]? _last;
    private byte[]? _held;
    private ChaosFault? _duplicates;
    private ChaosFault? _holds;

    /// <summary>Gets or sets a value indicating whether the server has accepted a WebSocket.</summary>
    public bool IsWebSocket { get; set; }

    /// <summary>Sends the last message again, or the next one twice.</summary>
    public async ValueTask DuplicateAsync(ChaosFault fault, CancellationToken cancellationToken)
    {
        byte[]? last;
        lock (_gate)
        {
            last = _last;
            _duplicates = last is null ? fault : _duplicates;
        }

        if (last is not null)
        {
            await RepeatAsync(fault, last, cancellationToken).ConfigureAwait(false);
        }
    }

    public void HoldNext(ChaosFault fault)
    {
        lock (_gate)
        {
            _holds ??= fault;
        }
    }

    /// <summary>Passes a message on, and then the one that was held back for it.</summary>
    /// <returns>Whether anything was passed on.</returns>
    public async ValueTask<bool> PassAsync(Frame message, CancellationToken cancellationToken)
    {
        byte[] bytes = message.Bytes.ToArray(); // It is kept for the fault that may come after it.
        ChaosFault? duplicates;
        lock (_gate)
        {
            if (_holds is not null && _held is null)
            {
                _held = bytes;
                return false;
            }

            (_last, duplicates, _duplicates) = (bytes, _duplicates, null);
        }

        await state.WriteToClientAsync(bytes, closes: false, cancellationToken).ConfigureAwait(false);
        state.CountMessage();
        if (duplicates is not null)
        {
            await RepeatAsync(duplicates, bytes, cancellationToken).ConfigureAwait(false);
        }

        await ReleaseAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Passes on what was held back.</summary>
    public async ValueTask ReleaseAsync(CancellationToken cancellationToken)
    {
        (byte[]? Bytes, ChaosFault? Fault) late;
        lock (_gate)
        {
            if (_held is null)
            {
                return;
            }

            late = (_held, _holds);
            (_held, _holds) = (null, null);
        }

        report(late.Fault!, state.ClientBytes, state.ServerMessages);
        await state.WriteToClientAsync(late.Bytes, closes: false, cancellationToken).ConfigureAwait(false);
        state.CountMessage();
    }

    private async ValueTask RepeatAsync(ChaosFault fault, byte[] message, CancellationToken cancellationToken)
    {
        report(fault, state.ClientBytes, state.ServerMessages);
        await state.WriteToClientAsync(message, closes: false, cancellationToken).ConfigureAwait(false);
    }
}
