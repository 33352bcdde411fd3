using Mimi.Cli.Output;
using Mimi.Client;
using Mimi.Client.Continuous;
using Mimi.Client.Recognition;

namespace Mimi.Cli.Recognition;

/// <summary>One of the recognition services, its results made alike.</summary>
internal abstract class SpokenService
{
    /// <summary>Recognises a recording with one HTTP request.</summary>
    public abstract Task<Recognized> PostAsync(Stream audio, MimiAudioFormat format, CancellationToken cancellationToken);

    /// <summary>Begins with speech of any length, in as many connections as it takes.</summary>
    /// <param name="format">What the audio is.</param>
    /// <param name="use">What for. Of somebody who speaks now, sentences end at pauses, and what cannot be sent in time is left out.</param>
    public abstract MimiContinuousSession StartContinuous(MimiAudioFormat format, SpokenUse use);
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
    public override async Task<Recognized> PostAsync(Stream audio, MimiAudioFormat format, CancellationToken cancellationToken) =>
        Whole(await recognizer.RecognizeAsync(audio, optionsOf(format, SpokenUse.Request), cancellationToken).ConfigureAwait(false));

    public override MimiContinuousSession StartContinuous(MimiAudioFormat format, SpokenUse use) => startContinuous(
        optionsOf(format, use),
        use == SpokenUse.Live ? new() { PauseToFinalize = TimeSpan.FromSeconds(1), Overload = MimiOverload.DropOldest } : new());

    private Recognized Whole(TResult result) => Recognized.Whole(result, startOf(result));
}
