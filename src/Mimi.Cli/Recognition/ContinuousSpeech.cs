using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Mimi.Audio;
using Mimi.Audio.Capture;
using Mimi.Client.Continuous;

namespace Mimi.Cli.Recognition;

/// <summary>Sends audio into a continuous session, and reads at the same time what the session tells.</summary>
internal static class ContinuousSpeech
{
    /// <param name="session">The session, which ends with this.</param>
    /// <param name="audio">16-bit PCM. If it fails, what was heard before is recognised, and then the failure thrown.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public static async IAsyncEnumerable<MimiContinuousEvent> RecognizeAsync(
        MimiContinuousSession session, IAsyncEnumerable<ReadOnlyMemory<byte>> audio, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task sending = SendAsync(session, audio, over.Token);
        try
        {
            await foreach (MimiContinuousEvent told in session.ReceiveAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return told;
            }

            await sending.ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task SendAsync(MimiContinuousSession session, IAsyncEnumerable<ReadOnlyMemory<byte>> audio, CancellationToken cancellationToken)
    {
        ExceptionDispatchInfo? failure = null;
        try
        {
            await foreach (ReadOnlyMemory<byte> chunk in audio.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await session.SendBinaryAsync(chunk, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is AudioFormatException or AudioCaptureException or IOException)
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }
        catch
        {
            session.Cancel();
            throw;
        }

        await session.StopRecognitionAsync(cancellationToken).ConfigureAwait(false);
        failure?.Throw();
    }
}
