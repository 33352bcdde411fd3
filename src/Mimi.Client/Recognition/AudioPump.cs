using System.Runtime.ExceptionServices;

namespace Mimi.Client.Recognition;

/// <summary>Sends audio into a session as it comes, and stops the recognition at its end.</summary>
internal sealed class AudioPump<T>(IAsyncEnumerable<ReadOnlyMemory<byte>> audio, MimiRecognitionSession<T> session)
{
    /// <summary>Gets how the audio itself failed, if it did. It is set before the session is cancelled for it, and so before the results end.</summary>
    public ExceptionDispatchInfo? SourceFailure { get; private set; }

    /// <summary>Sends until the audio or the session ends.</summary>
    /// <param name="cancellationToken">Is passed to the audio, and ends the sending.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.Yield(); // The audio's code must not keep the results waiting.
        try
        {
            await foreach (ReadOnlyMemory<byte> chunk in audio.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (!await TrySendAsync(chunk, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }
            }

            await session.StopRecognitionAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            SourceFailure = ExceptionDispatchInfo.Capture(e);
            session.Cancel(); // Half an utterance has no result.
        }
    }

    /// <returns><see langword="false"/> if the session is over, of which the reading side tells.</returns>
    private async ValueTask<bool> TrySendAsync(ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        try
        {
            await session.SendBinaryAsync(chunk, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is MimiException and not MimiOverloadException or InvalidOperationException or OperationCanceledException)
        {
            return false;
        }
    }
}
