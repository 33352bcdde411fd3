using System.Runtime.CompilerServices;
using Mimi.Cli.Output;
using Mimi.Client;
using Mimi.Client.Recognition;

namespace Mimi.Cli.Recognition;

/// <summary>One of the recognition services, its results made alike.</summary>
internal abstract class SpokenService
{
    /// <summary>Recognises audio as it comes, over a WebSocket.</summary>
    public abstract IAsyncEnumerable<Recognized> StreamAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> audio, MimiAudioFormat format, CancellationToken cancellationToken);

    /// <summary>Recognises a recording with one HTTP request.</summary>
    public abstract Task<Recognized> PostAsync(Stream audio, MimiAudioFormat format, CancellationToken cancellationToken);
}

/// <inheritdoc/>
/// <param name="recognizer">The service's client.</param>
/// <param name="optionsOf">Makes the options of a session (<see langword="false"/>) or of a request (<see langword="true"/>).</param>
/// <param name="startOf">Tells where a result begins, if the service does.</param>
internal sealed class SpokenService<TOptions, TResult>(
    MimiRecognizer<TOptions, TResult> recognizer,
    Func<MimiAudioFormat, bool, TOptions> optionsOf,
    Func<TResult, TimeSpan?> startOf) : SpokenService
    where TOptions : MimiRecognitionOptions, new()
    where TResult : MimiTextResult
{
    public override async IAsyncEnumerable<Recognized> StreamAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> audio,
        MimiAudioFormat format,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (TResult result in recognizer.RecognizeStreamAsync(audio, optionsOf(format, false), cancellationToken).ConfigureAwait(false))
        {
            yield return Convert(result);
        }
    }

    public override async Task<Recognized> PostAsync(Stream audio, MimiAudioFormat format, CancellationToken cancellationToken) =>
        Convert(await recognizer.RecognizeAsync(audio, optionsOf(format, true), cancellationToken).ConfigureAwait(false));

    private Recognized Convert(TResult result) => new(KindOf(result.Kind), result.Text, startOf(result), result.SessionId.Length == 0 ? null : result.SessionId);

    private static RecognizedKind KindOf(MimiResultKind kind) => kind switch
    {
        MimiResultKind.Temporary => RecognizedKind.Temporary,
        MimiResultKind.Final => RecognizedKind.Final,
        _ => RecognizedKind.Partial, // What is not known to change is kept.
    };
}
