using Mimi.Speech.Packages;
using Mimi.Speech.Tests.Support;

[assembly: AssemblyFixture(typeof(TinyModel))]

namespace Mimi.Speech.Tests.Support;

/// <summary>The real recognizer, Moonshine tiny, fetched on first use into the user's own cache and shared by all tests.</summary>
public sealed class TinyModel : IAsyncLifetime
{
    private readonly LocalSpeechModels _models = new();

    public ISpeechRecognizer Recognizer { get; private set; } = null!;

    public float[] Jfk { get; } = Wave.Read(Repository.JfkPath);

    internal static PackageCache Cache { get; } = new(CacheFolder.Default, new NpmCommand(), TimeProvider.System);

    public async ValueTask InitializeAsync() => Recognizer = await _models.GetAsync("en");

    public ValueTask DisposeAsync() => _models.DisposeAsync();

    internal static async Task<(string Encoder, string Decoder, string Tokens)> FilesAsync()
    {
        string model = await Cache.GetAsync(NpmPackages.MoonshineTiny, null, CancellationToken.None);
        string tokens = await Cache.GetAsync(NpmPackages.LlamaTokenizer, null, CancellationToken.None);
        return (Path.Combine(model, NpmPackages.MoonshineTiny.Files[1]), Path.Combine(model, NpmPackages.MoonshineTiny.Files[2]), Path.Combine(tokens, LlamaTokens.TokensFile));
    }

    internal static async Task<string> SileroAsync() =>
        Path.Combine(await Cache.GetAsync(NpmPackages.Silero, null, CancellationToken.None), NpmPackages.Silero.Files[0]);
}
