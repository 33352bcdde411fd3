using Mimi.Frames;

namespace Mimi.Chaos.Relay;

/// <summary>Passes on what the client sends, to the byte.</summary>
internal sealed class ClientToServer(WireReader reader, RelayState state, FaultSchedule schedule, FaultActions actions)
{
    public async Task RunFramesAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await state.ToServer.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (await reader.ReadFrameAsync(cancellationToken).ConfigureAwait(false) is not { } frame)
            {
                state.End(state.IsClosing ? Ending.Finished : Ending.ClientLeft);
                return;
            }

            await state.Established.WaitAsync(cancellationToken).ConfigureAwait(false);
            bool isData = frame.Head.Kind is FrameKind.Binary or FrameKind.Continuation;
            await PassAsync(frame.Bytes, isData ? frame.Head.Bytes : frame.Bytes.Length, cancellationToken).ConfigureAwait(false);
            if (state.IsClosing && frame.Head.Kind == FrameKind.Close)
            {
                state.End(Ending.Finished); // The close that was injected has been answered.
                return;
            }
        }
    }

    public async Task RunBytesAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await state.ToServer.WaitAsync(cancellationToken).ConfigureAwait(false);
            ReadOnlyMemory<byte> bytes = await reader.ReadSomeAsync(int.MaxValue, cancellationToken).ConfigureAwait(false);
            if (bytes.IsEmpty)
            {
                state.End(Ending.ClientLeft);
                return;
            }

            await PassAsync(bytes, 0, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Passes bytes on, of which the first ones do not count, and stops for each fault at its place.</summary>
    private async ValueTask PassAsync(ReadOnlyMemory<byte> bytes, int uncounted, CancellationToken cancellationToken)
    {
        await state.ToServer.WaitAsync(cancellationToken).ConfigureAwait(false);
        await state.ToServer.CarryAsync(bytes.Length, cancellationToken).ConfigureAwait(false);
        int passed = 0;
        while (Math.Max(0, schedule.NextBytes() - state.ClientBytes) is var left && left <= bytes.Length - Math.Max(passed, uncounted) && uncounted < bytes.Length)
        {
            int upTo = Math.Max(passed, uncounted) + (int)left;
            await state.WriteToServerAsync(bytes[passed..upTo], cancellationToken).ConfigureAwait(false);
            passed = upTo;
            state.CountBytes(left);
            await actions.RunAsync(schedule.TakeAtBytes(state.ClientBytes)).ConfigureAwait(false);
            await state.ToServer.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        await state.WriteToServerAsync(bytes[passed..], cancellationToken).ConfigureAwait(false);
        state.CountBytes(bytes.Length - Math.Max(passed, uncounted));
    }
}
