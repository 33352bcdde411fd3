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
    private LocalMimi? _local;
    private SpokenService? _service;

    /// <summary>Sees that there is a mimi to go to.</summary>
    public async Task PrepareAsync() => _service ??= await ConnectAsync().ConfigureAwait(false);

    /// <summary>Recognises a recording.</summary>
    /// <param name="audio">The recording, after <see cref="PrepareAsync"/>.</param>
    /// <param name="onAdvance">Is told how much of the audio is on its way.</param>
    public async IAsyncEnumerable<Recognized> RecognizeAsync(PcmAudio audio, Action<TimeSpan> onAdvance)
    {
        var stream = new StoppableStream(audio.Data, bytes => onAdvance(audio.Format.DurationOf(bytes)), environment.Stop.Requested);
        var format = MimiAudioFormat.Pcm(audio.Format.SampleRate, audio.Format.Channels);
        CancellationToken forced = environment.Stop.Forced;
        if (options.Http)
        {
            yield return await _service!.PostAsync(stream, format, forced).ConfigureAwait(false);
            yield break;
        }

        var pace = new PcmChunkOptions { Speed = options.Speed, TimeProvider = environment.Time };
        IAsyncEnumerable<ReadOnlyMemory<byte>> chunks = PcmChunks.ReadAllAsync(stream, audio.Format, pace, forced);
        await foreach (Recognized result in _service!.StreamAsync(chunks, format, forced).ConfigureAwait(false))
        {
            yield return result;
        }
    }

    /// <summary>Recognises a recording of any length, in pieces of half a minute.</summary>
    /// <param name="audio">The recording, after <see cref="PrepareAsync"/>.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <returns>What the session tells; determined texts only.</returns>
    public async IAsyncEnumerable<MimiContinuousEvent> RecognizeLongAsync(PcmAudio audio, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        MimiContinuousSession session = StartContinuous(audio.Format, isLive: false);
        await using var _ = session.ConfigureAwait(false);
        var stream = new StoppableStream(audio.Data, static _ => { }, environment.Stop.Requested);
        var pace = new PcmChunkOptions { Speed = options.Speed, TimeProvider = environment.Time };
        await foreach (MimiContinuousEvent told in ContinuousSpeech.RecognizeAsync(session, PcmChunks.ReadAllAsync(stream, audio.Format, pace, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            yield return told;
        }
    }

    /// <summary>Begins with speech of any length, after <see cref="PrepareAsync"/>.</summary>
    public MimiContinuousSession StartContinuous(PcmFormat format, bool isLive) =>
        _service!.StartContinuous(MimiAudioFormat.Pcm(format.SampleRate, format.Channels), isLive);

    public async ValueTask DisposeAsync()
    {
        _engine.Dispose();
        if (_local is not null)
        {
            await _local.DisposeAsync().ConfigureAwait(false);
        }
    }

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
