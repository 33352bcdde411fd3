using Mimi.Speech.Packages;
using Mimi.Speech.Tests.Packages;

namespace Mimi.Speech.Tests.Voices;

public sealed class LocalVoicesTests
{
    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ko")]
    [InlineData("zh-TW")]
    [InlineData("日本語")]
    public async Task Speak_LanguageWithoutVoice_SaysWhichThereAre(string language)
    {
        await using var voices = new LocalVoices();

        var error = await Assert.ThrowsAsync<SpeechUnavailableException>(() => voices.SpeakAsync(new() { Text = "안녕", Language = language }, Timeout));

        Assert.Contains($"'{language}', only for en and ja", error.Message, StringComparison.Ordinal);
        Assert.Equal(["en", "ja"], voices.Languages);
    }

    [Fact]
    public async Task Speak_ProgramMissing_NamesThePackageAndFetchesNothing()
    {
        using var npm = new FakeNpm("exit 1");
        await using var voices = new LocalVoices(new() { CacheFolder = npm.Root }, new NpmCommand(npm.Program), "no-such-open-jtalk");

        var error = await Assert.ThrowsAsync<SpeechUnavailableException>(() => voices.SpeakAsync(new() { Text = "こんにちは", Language = "ja" }, Timeout));

        Assert.Contains("apt-get install open-jtalk", error.Message, StringComparison.Ordinal);
        Assert.Empty(npm.Runs);
    }

    [Theory]
    [InlineData(0.49)]
    [InlineData(2.01)]
    [InlineData(double.NaN)]
    public void Rate_OutsideItsRange_IsRefused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpeechSynthesisRequest { Text = "あ", Language = "ja", Rate = rate });

    [Fact]
    public async Task Speak_Disposed_Throws()
    {
        var voices = new LocalVoices();
        await voices.DisposeAsync();
        await voices.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => voices.SpeakAsync(new() { Text = "Hi", Language = "en" }, Timeout));
    }

    [Fact]
    public async Task Dispose_WhileSpeaking_EndsTheFetchAndSaysWhy()
    {
        using var program = new FakeOpenJTalk("exit 0");
        using var npm = new FakeNpm("mkfifo \"$HERE/started\"; echo > \"$HERE/started\"; sleep 600");
        var voices = new LocalVoices(new() { CacheFolder = npm.Root }, new NpmCommand(npm.Program), Path.Combine(program.Folder, "open_jtalk"));
        Task<short[]> speech = voices.SpeakAsync(new() { Text = "こんにちは", Language = "ja" }, Timeout);
        await Processes.FileAsync(Path.Combine(npm.Folder, "started"), Timeout);

        await voices.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => speech);
    }

    [Fact]
    public async Task Speak_AlreadyCancelled_DoesNothing()
    {
        await using var voices = new LocalVoices();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => voices.SpeakAsync(new() { Text = "Hi", Language = "en" }, new CancellationToken(canceled: true)));
    }
}
