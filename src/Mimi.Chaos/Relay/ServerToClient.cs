using System.Text;
using Mimi.Frames;

namespace Mimi.Chaos.Relay;

/// <summary>Passes on what the server sends: the answer to the handshake, and then frame by frame.</summary>
internal sealed class ServerToClient(WireReader reader, RelayState state, FaultSchedule schedule, FaultActions actions, ResultTricks tricks)
{
    private const int SwitchingProtocols = 101;
    private const int FirstFinalStatus = 200;

    /// <param name="established">Is called once the server has accepted the WebSocket, and the client knows.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunUpgradeAsync(Func<ValueTask> established, CancellationToken cancellationToken)
    {
        while (await reader.ReadHeadAsync(cancellationToken).ConfigureAwait(false) is { } head)
        {
            int status = HttpHead.Status(head);
            bool isRefused = status >= FirstFinalStatus;
            await PassAsync(Encoding.Latin1.GetBytes(isRefused ? HttpHead.WithConnectionClose(head) : head), cancellationToken).ConfigureAwait(false);
            if (isRefused)
            {
                await RunBytesAsync(cancellationToken).ConfigureAwait(false);
                return;
            }

            if (status == SwitchingProtocols)
            {
                tricks.IsWebSocket = true;
                await established().ConfigureAwait(false);
                await RunFramesAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
        }

        ServerLeft();
    }

    public async Task RunBytesAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await state.ToClient.WaitAsync(cancellationToken).ConfigureAwait(false);
            ReadOnlyMemory<byte> bytes = await reader.ReadSomeAsync(int.MaxValue, cancellationToken).ConfigureAwait(false);
            if (bytes.IsEmpty)
            {
                ServerLeft();
                return;
            }

            await PassAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RunFramesAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await state.ToClient.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (await reader.ReadFrameAsync(cancellationToken).ConfigureAwait(false) is not { } frame)
            {
                await tricks.ReleaseAsync(cancellationToken).ConfigureAwait(false);
                ServerLeft();
                return;
            }

            await state.ToClient.WaitAsync(cancellationToken).ConfigureAwait(false);
            await state.ToClient.CarryAsync(0, cancellationToken).ConfigureAwait(false);
            switch (frame.Head)
            {
                case { Kind: FrameKind.Text, IsFinal: true }:
                    await tricks.PassAsync(frame, cancellationToken).ConfigureAwait(false);
                    await actions.RunAsync(schedule.TakeAtMessages(state.ServerMessages)).ConfigureAwait(false);
                    break;
                case { Kind: FrameKind.Close }:
                    await PassCloseAsync(frame, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    await state.WriteToClientAsync(frame.Bytes, closes: false, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    private async ValueTask PassCloseAsync(Frame close, CancellationToken cancellationToken)
    {
        await tricks.ReleaseAsync(cancellationToken).ConfigureAwait(false);
        if (state.NeverClose is { } fault)
        {
            actions.Report(fault);
            return;
        }

        await state.WriteToClientAsync(close.Bytes, closes: false, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask PassAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await state.ToClient.WaitAsync(cancellationToken).ConfigureAwait(false);
        await state.ToClient.CarryAsync(0, cancellationToken).ConfigureAwait(false);
        await state.WriteToClientAsync(bytes, closes: false, cancellationToken).ConfigureAwait(false);
    }

    private void ServerLeft()
    {
        if (!state.IsCutOff)
        {
            state.End(Ending.ServerLeft);
        }
    }
}
