using Mimi.Frames;

namespace Mimi.Client.Testing.Http;

/// <summary>The server's end of one connection: answers its requests, until one of them becomes a session.</summary>
internal sealed class ScriptedConnection(ScriptedMimi mimi, Stream stream)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var reader = new WireReader(stream);
        var requests = new RequestReader(reader);
        try
        {
            while (await requests.ReadAsync(cancellationToken).ConfigureAwait(false) is { } request)
            {
                if (!request.IsUpgrade)
                {
                    await stream.WriteAsync(mimi.NextAnswer(request).ToBytes(request), cancellationToken).ConfigureAwait(false);
                }
                else if (await TryAcceptAsync(mimi.NextTurn(request), request, reader, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }
            }
        }
        catch (Exception e) when (SessionSocket.IsLoss(e))
        {
            // The client has gone.
        }
        catch (ScriptException e)
        {
            mimi.Fail(e);
        }
        finally
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <returns>Whether the connection is used up.</returns>
    private async Task<bool> TryAcceptAsync(ScriptedTurn turn, ScriptedRequest request, WireReader reader, CancellationToken cancellationToken)
    {
        if (turn.Refusal is { } refusal)
        {
            await stream.WriteAsync(refusal.ToBytes(request), cancellationToken).ConfigureAwait(false);
            return false;
        }

        if (turn.Script is { } script)
        {
            using var socket = new SessionSocket(stream, reader);
            ScriptedSession session = mimi.Begin(request, socket); // Before the client can know, so that a test finds it.
            try
            {
                await stream.WriteAsync(ScriptedAnswer.SwitchingProtocols(request), cancellationToken).ConfigureAwait(false);
                await new ScriptPlay(mimi, session, script).RunAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                mimi.End();
            }
        }

        return true;
    }
}
