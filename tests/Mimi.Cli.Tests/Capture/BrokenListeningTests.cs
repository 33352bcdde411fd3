using System.Text.Json;
using Mimi.Audio.Capture.Support;
using Mimi.Chaos;
using Mimi.Cli.Support;
using Mimi.Server;
using Mimi.Speech;
using Mimi.TestSupport;

namespace Mimi.Cli.Capture;

/// <summary><c>mimi listen</c> with real speech and the real recogniser, while connections break in mid-speech.</summary>
[Collection(nameof(SoundTests))]
public sealed class BrokenListeningTests : IAsyncLifetime
{
    private readonly CliRun _cli = new();
    private readonly TestFolder _folder = new();
    private readonly WatchedWriter _screen = new();
    private SoundServer _sound = null!;

    public async ValueTask InitializeAsync() => _sound = await SoundServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _sound.DisposeAsync();
        await _screen.DisposeAsync();
        _cli.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(ChaosFaultKind.Reset)]
    [InlineData(ChaosFaultKind.Drop)]
    public async Task Listen_ConnectionBreaksInMidSpeech_GoesOnAndRepeatsNothing(ChaosFaultKind fault)
    {
        var models = new LocalSpeechModels();
        await models.GetAsync("en", TestTimeout.Token); // So that the first words do not wait for it.
        await using MimiServer server = await MimiServer.StartAsync(new() { Recognizers = models, DisposeRecognizers = true, Chaos = ChaosPlan.None }, TestTimeout.Token);
        string output = Path.Combine(_folder.Path, "字幕.jsonl");
        _cli.Screen = _screen;
        Task<int> run = _cli.RunAsync("listen", "--loopback", "--language", "en", "--url", server.Address.AbsoluteUri, "--output", output);
        await _screen.WaitForAsync("connected", TestTimeout.Token);
        Task playing = _sound.PlayAsync(Jfk.Path);
        await _screen.WaitForAsync("fellow", TestTimeout.Token);

        server.Chaos!.BreakNow(new(fault));

        await _screen.WaitForAsync("reconnecting (attempt 1)", TestTimeout.Token);
        await playing;
        _cli.Stop.Press();
        Assert.Equal(0, await run);
        string[] texts = [.. (await File.ReadAllLinesAsync(output, TestTimeout.Token)).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!)];
        SpokenJfk.AssertNearlyIn(string.Join(' ', texts));
        Assert.Matches("reconnecting.*connected", _screen.ToString().ReplaceLineEndings(" "));
    }
}
