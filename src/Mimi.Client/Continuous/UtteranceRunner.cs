using System.Buffers;

namespace Mimi.Client.Continuous;

/// <summary>Gives one utterance to one connection after the other until it is settled.</summary>
internal sealed class UtteranceRunner(ContinuousCore core, Utterance utterance, Func<CancellationToken, Task<UtteranceConnection>> connect)
{
    /// <summary>How much audio is handed to a connection at a time.</summary>
    public const int ChunkBytes = 8_192;

    public async Task RunAsync()
    {
        try
        {
            await RunToEndAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            core.Abort(e);
        }
    }

    private async Task RunToEndAsync()
    {
        while (core.Begin(utterance))
        {
            Exception? failure = await TryAsync().ConfigureAwait(false);
            if (!core.Continue(utterance, failure, out TimeSpan delay))
            {
                return;
            }

            if (delay > TimeSpan.Zero)
            {
                await Task.Delay(delay, core.Time, core.Lifetime).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>How it failed, or <see langword="null"/> if the server ended it with a result.</returns>
    private async Task<Exception?> TryAsync()
    {
        try
        {
            UtteranceConnection connection = await connect(core.Lifetime).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return core.Attach(utterance, connection) ? await UseAsync(connection).ConfigureAwait(false) : null;
            }
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private async Task<Exception?> UseAsync(UtteranceConnection connection)
    {
        Task feeding = FeedAsync(connection);
        try
        {
            await foreach (ResultPiece piece in connection.ReceiveAllAsync().ConfigureAwait(false))
            {
                if (!core.Accept(utterance, connection, piece))
                {
                    break; // Which disconnects.
                }
            }

            return null;
        }
        catch (Exception e)
        {
            return e;
        }
        finally
        {
            core.Detach(utterance, connection);
            await feeding.ConfigureAwait(false);
            await Task.Yield(); // Whoever sends may have run the feeding to its end: the next connection is not for his thread.
        }
    }

    private async Task FeedAsync(UtteranceConnection connection)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            while (true)
            {
                await core.TakeAsync(utterance, connection, buffer.AsSpan(0, ChunkBytes), out int? count).ConfigureAwait(false);
                switch (count)
                {
                    case null:
                        break;
                    case > 0:
                        await connection.SendAsync(buffer.AsMemory(0, count.Value)).ConfigureAwait(false);
                        break;
                    case 0:
                        await connection.StopAsync().ConfigureAwait(false);
                        return;
                    default:
                        return;
                }
            }
        }
        catch (Exception e) when (e is MimiException or InvalidOperationException or OperationCanceledException)
        {
            // The connection takes nothing more. How it ended, its results tell.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
