using System.Runtime.CompilerServices;
using Mimi.Cli.Output;
using Mimi.Client;
using Mimi.Client.Continuous;
using Mimi.Client.Recognition;

namespace Mimi.Cli.Recognition;

/// <summary>One of the recognition services, its results made alike.</summary>
internal abstract class SpokenService
{
    /// <summary>Recognises audio as it comes, over a WebSocket.</summary>
    public abstract IAsyncEnumerable<Recognized> StreamAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> audio, MimiAudioFormat format, CancellationToken cancellationToken);

    /// <summary>Recognises a recording with one HTTP request.</summary>
    public abstract Task<Recognized> PostAsync(Stream audio, MimiAudioFormat format, CancellationToken cancellationToken);

    /// <summary>Begins with speech of any length, in as many connections as it takes.</summary>
    /// <param name="format">What the audio is.</param>
    /// <param name="isLive">Whether somebody speaks and looks on: guesses are shown, and sentences end at pauses.</param>
    public abstract MimiContinuousSession StartContinuous(MimiAudioFormat format, bool isLive);
}

/// <inheritdoc/>
/// <param name="recognizer">The service's client.</param>
/// <param name="optionsOf">Makes the options for a use.</param>
/// <param name="startOf">Tells where a result begins, if the service does.</param>
/// <param name="startContinuous">Starts a continuous session of the client.</param>
internal sealed class SpokenService<TOptions, TResult>(
    MimiRecognizer<TOptions, TResult> recognizer,
    Func<MimiAudioFormat, SpokenUse, TOptions> optionsOf,
    Func<TResult, TimeSpan?> startOf,
    Func<TOptions, MimiContinuousOptions, MimiContinuousSession> startContinuous) : SpokenService
    where TOptions : MimiRecognitionOptions, new()
    where TResult : MimiTextResult
{
    public override async IAsyncEnumerable<Recognized> StreamAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> audio,
        MimiAudioFormat format,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (TResult result in recognizer.RecognizeStreamAsync(audio, optionsOf(format, SpokenUse.Stream), cancellationToken).ConfigureAwait(false))
        {
            yield return Convert(result);
        }
    }

    public override async Task<Recognized> PostAsync(Stream audio, MimiAudioFormat format, CancellationToken cancellationToken) =>
        Convert(await recognizer.RecognizeAsync(audio, optionsOf(format, SpokenUse.Request), cancellationToken).ConfigureAwait(false));

    public override MimiContinuousSession StartContinuous(MimiAudioFormat format, bool isLive) => isLive
        ? startContinuous(optionsOf(format, SpokenUse.Live), new() { PauseToFinalize = TimeSpan.FromSeconds(1), Overload = MimiOverload.DropOldest })
        : startContinuous(optionsOf(format, SpokenUse.Recording), new());

    private Recognized Convert(TResult result) => new(KindOf(result.Kind), result.Text, startOf(result), result.SessionId.Length == 0 ? null : result.SessionId);

    private static RecognizedKind KindOf(MimiResultKind kind) => kind switch
    {
        MimiResultKind.Temporary => RecognizedKind.Temporary,
        MimiResultKind.Final => RecognizedKind.Final,
        _ => RecognizedKind.Partial, // What is not known to change is kept.
    };
}
