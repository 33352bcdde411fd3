namespace Mimi.Client.Testing;

/// <summary>Plays a script to a session, step by step, while it listens.</summary>
internal sealed class ScriptPlay(ScriptedMimi mimi, ScriptedSession session, SessionScript script)
{
    private const int NormalClosure = 1_000;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Task hearing = session.HearAsync(cancellationToken);
        bool isPlayed = await TryPlayAsync(cancellationToken).ConfigureAwait(false);
        if (!isPlayed)
        {
            session.Socket.Drop();
        }

        session.Socket.ResumeReading(); // Else the end of the client would not be seen.
        await hearing.ConfigureAwait(false);
    }

    private async Task<bool> TryPlayAsync(CancellationToken cancellationToken)
    {
        int number = 0;
        string step = "";
        try
        {
            foreach (ScriptStep next in script.Steps)
            {
                (number, step) = (number + 1, next.Name);
                await next.Play(session, cancellationToken).ConfigureAwait(false);
            }

            if (!session.Socket.HasClosed && !session.HasClientLeft)
            {
                step = "close at the end";
                await session.Socket.CloseAsync(NormalClosure, null, cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false; // The test is over.
        }
        catch (Exception e)
        {
            string place = $"Session {session.Number}, step {number} ({step})";
            mimi.Fail(e is ScriptException { HasClientLeft: true }
                ? new ScriptException($"{place}: {e.Message}", e) { HasClientLeft = true }
                : new ScriptException($"{place} failed: {e.Message}", e));
            return false;
        }
    }
}
