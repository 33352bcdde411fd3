using Mimi.Client;

namespace Mimi.Proof.Ledger;

/// <summary>Sends a chunk into a session of either kind, in each of the ways that there are.</summary>
internal sealed class LedgerSender(TimeProvider time)
{
    /// <returns>How many bytes were taken.</returns>
    public async Task<int> SendAsync<T>(IMimiWebSocketSession<T> session, ReadOnlyMemory<byte> chunk, int style)
    {
        try
        {
            switch (style)
            {
                case 0:
                    return session.TrySendBinary(chunk.Span) ? chunk.Length : 0;
                case 1:
                    await Task.Run(() => session.SendBinary(chunk.Span));
                    return chunk.Length;
                case 2:
                    using (var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(700), time))
                    {
                        await session.SendBinaryAsync(chunk, patience.Token);
                        return chunk.Length;
                    }

                default:
                    await session.SendBinaryAsync(chunk);
                    return chunk.Length;
            }
        }
        catch (MimiOverloadException)
        {
            return 0;
        }
        catch (MimiSendCanceledException e)
        {
            return (int)e.BytesTaken;
        }
    }
}
