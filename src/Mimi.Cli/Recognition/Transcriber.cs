using System.Runtime.CompilerServices;
using Mimi.Audio;
using Mimi.Audio.Pacing;
using Mimi.Cli.Commands;
using Mimi.Cli.Credentials;
using Mimi.Cli.Hosting;
using Mimi.Cli.Input;
using Mimi.Cli.Output;
using Mimi.Client;
using Mimi.Client.Continuous;
using Mimi.Client.Engines;

namespace Mimi.Cli.Recognition;

/// <summary>Takes recordings to a mimi, and starts a local one if the user has no other.</summary>
internal sealed class Transcriber(RecognitionOptions options, CliEnvironment environment) : IAsyncDisposable
{
    private readonly MimiNetworkEngine _engine = options.Engine == EngineNames.ClientWebSocket ? new ClientWebSocketNetworkEngine() : new HttpNetworkEngine();
    private readonly FirstConnection _firstConnection = new();
    private LocalMimi? _local;
    private SpokenService? _service;

    /// <summary>Sees that there is a mimi to go to.</summary>
    public async Task PrepareAsync() => _service ??= await ConnectAsync().ConfigureAwait(false);

    /// <summary>Recognises a recording with one HTTP request.</summary>
    /// <param name="audio">The recording, after <see cref="PrepareAsync"/>.</param>
    /// <param name="onAdvance">Is told how much of the audio is on its way.</param>
    public Task<Recognized> PostAsync(PcmAudio audio, Action<TimeSpan> onAdvance) =>
        _service!.PostAsync(StreamOf(audio, onAdvance), FormatOf(audio.Format), environment.Stop.Forced);

    /// <summary>Recognises a recording of any length, in pieces of half a minute.</summary>
    /// <param name="audio">The recording, after <see cref="PrepareAsync"/>.</param>
    /// <param name="onAdvance">Is told how much of the audio is on its way.</param>
    /// <param name="isWatched">Whether guesses are wanted.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>What the session tells.</returns>
    public IAsyncEnumerable<MimiContinuousEvent> RecognizeAsync(PcmAudio audio, Action<TimeSpan> onAdvance, bool isWatched, CancellationToken cancellationToken)
    {
        var pace = new PcmChunkOptions { Speed = options.Speed, TimeProvider = environment.Time };
        IAsyncEnumerable<ReadOnlyMemory<byte>> chunks = PcmChunks.ReadAllAsync(StreamOf(audio, onAdvance), audio.Format, pace, cancellationToken);
        return RecognizeAsync(chunks, audio.Format, isWatched ? SpokenUse.WatchedRecording : SpokenUse.Recording, cancellationToken);
    }

    /// <summary>Recognises audio as it comes, after <see cref="PrepareAsync"/>, for as long as it comes.</summary>
    public async IAsyncEnumerable<MimiContinuousEvent> RecognizeAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> audio, PcmFormat format, SpokenUse use, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        MimiContinuousSession session = _service!.StartContinuous(FormatOf(format), use);
        await using var _ = session.ConfigureAwait(false);
        await foreach (MimiContinuousEvent told in ContinuousSpeech.RecognizeAsync(session, audio, cancellationToken).ConfigureAwait(false))
        {
            _firstConnection.ThrowIfFailed(told);
            yield return told;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        if (_local is not null)
        {
            await _local.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static MimiAudioFormat FormatOf(PcmFormat format) => MimiAudioFormat.Pcm(format.SampleRate, format.Channels);

    private StoppableStream StreamOf(PcmAudio audio, Action<TimeSpan> onAdvance) =>
        new(audio.Data, bytes => onAdvance(audio.Format.DurationOf(bytes)), environment.Stop.Requested);

    private async Task<SpokenService> ConnectAsync()
    {
        MimiCredential? credential = Login.Of(environment).ToCredential(_engine, options.TokenService, SpokenServices.ScopeOf(options));
        if (options.Url is null && credential is null)
        {
            _local = await LocalMimi.StartAsync(options.Local, options.Language, environment).ConfigureAwait(false);
            return SpokenServices.Create(options, _engine, _local.Credential, _local.Address);
        }

        return SpokenServices.Create(options, _engine, credential, options.Url);
    }
}
