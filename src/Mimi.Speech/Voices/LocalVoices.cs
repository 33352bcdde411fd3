using Mimi.Speech.Packages;
using Mimi.Speech.Voices;
using Mimi.Speech.Voices.Flite;
using Mimi.Speech.Voices.OpenJTalk;

namespace Mimi.Speech;

/// <summary>Voices that run on this computer: Japanese through the program Open JTalk, English through the library flite.</summary>
/// <remarks>
/// The engines are the system's (Debian: <c>open-jtalk</c>, <c>libflite1</c>). Open JTalk's dictionary and voices are fetched by npm when Japanese is first spoken, and kept in a cache.
/// Characters that nobody pronounces, such as emoji, are left out. A text with nothing to say in it is a pause of 0.3 s.
/// </remarks>
public sealed class LocalVoices : ISpeechSynthesizer
{
    private readonly CancellationTokenSource _lifetime = new();
    private readonly SortedDictionary<string, ISpeechVoice> _voices;
    private int _isDisposed;

    /// <summary>Initializes a new instance of the <see cref="LocalVoices"/> class. Nothing is loaded or fetched yet.</summary>
    /// <param name="options">Where things are kept, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="SpeechUnavailableException">There is no folder for a cache; the message says how to name one.</exception>
    public LocalVoices(LocalVoiceOptions? options = null)
        : this(options ?? new LocalVoiceOptions(), new NpmCommand(), "open_jtalk")
    {
    }

    internal LocalVoices(LocalVoiceOptions options, NpmCommand npm, string openJTalk)
    {
        var cache = new PackageCache(options.CacheFolder ?? CacheFolder.Default, npm, options.TimeProvider);
        _voices = new(StringComparer.OrdinalIgnoreCase)
        {
            ["en"] = new FliteVoice(),
            ["ja"] = new OpenJTalkVoice(new OpenJTalkProgram(openJTalk, options.TimeProvider), cache, options.Progress),
        };
    }

    /// <summary>Gets the languages that have a voice. A language with a region, such as <c>en-GB</c>, finds the one without.</summary>
    public IReadOnlyList<string> Languages => [.. _voices.Keys];

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The voices were disposed of, before or meanwhile.</exception>
    public async Task<short[]> SpeakAsync(SpeechSynthesisRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Text, nameof(request));
        ArgumentException.ThrowIfNullOrWhiteSpace(request.Language, nameof(request));
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_voices.TryGetValue(request.Language.Split('-')[0], out ISpeechVoice? voice))
        {
            throw new SpeechUnavailableException($"There is no local voice for the language '{request.Language}', only for {string.Join(" and ", Languages)}.") { IsLanguageUnknown = true };
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(_lifetime.Token, cancellationToken);
        try
        {
            return await voice.SpeakAsync(request, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
            throw;
        }
    }

    /// <summary>Ends what is being spoken, and the programs that do it.</summary>
    /// <returns>A task that completes when they have been told to end.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            await _lifetime.CancelAsync().ConfigureAwait(false);
        }
    }
}
