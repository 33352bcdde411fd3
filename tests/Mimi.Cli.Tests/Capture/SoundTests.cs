using System.Diagnostics;
using System.Text.Json;
using Mimi.Audio;
using Mimi.Audio.Capture.Support;
using Mimi.Cli.Support;
using Mimi.Server;
using Mimi.TestSupport;

namespace Mimi.Cli.Capture;

/// <summary>The commands that listen, to a PulseAudio of the test's own. The process has one PULSE_SERVER, so that nothing runs at the same time.</summary>
[CollectionDefinition(nameof(SoundTests), DisableParallelization = true)]
[Collection(nameof(SoundTests))]
public sealed class SoundTests : IAsyncLifetime
{
    private readonly CliRun _cli = new();
    private readonly TestFolder _folder = new();
    private SoundServer _sound = null!;

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _sound = await SoundServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _sound.DisposeAsync();
        _cli.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Devices_Always_ListsWhatCanBeHeard()
    {
        Assert.Equal(0, await _cli.RunAsync("devices"));
        Assert.Contains(_cli.Out.Split('\n'), static line => line.StartsWith("* " + SoundServer.Monitor, StringComparison.Ordinal) && line.Contains("loopback", StringComparison.Ordinal));

        using var json = new CliRun();
        Assert.Equal(0, await json.RunAsync("devices", "--json"));
        JsonElement device = JsonDocument.Parse(json.Out.Split('\n').First(static line => line.Contains(SoundServer.Monitor, StringComparison.Ordinal))).RootElement;
        Assert.True(device.GetProperty("loopback").GetBoolean());
        Assert.Equal(16_000, device.GetProperty("rate").GetInt32());
    }

    [Theory]
    [InlineData("録音 一.wav")]
    [InlineData("録音 一.flac")]
    public async Task Record_WithADuration_HasExactlyThatMuch(string name)
    {
        string path = Path.Combine(_folder.Path, name);

        Assert.Equal(0, await _cli.RunAsync("record", path, "--loopback", "--duration", "1.5"));

        await using PcmAudio audio = await AudioFile.OpenAsync(path, cancellationToken: Timeout);
        using var bytes = new MemoryStream();
        await audio.Data.CopyToAsync(bytes, Timeout);
        Assert.Equal((16_000, 48_000), (audio.Format.SampleRate, bytes.Length));
    }

    [Fact]
    public async Task Record_UnknownDevice_IsUnavailable()
    {
        Assert.Equal(69, await _cli.RunAsync("record", Path.Combine(_folder.Path, "a.wav"), "--device", "pulse:nowhere"));
        Assert.Single(_cli.Error.Trim().Split('\n'));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Record_OnATerminal_ShowsTheLevelUntilItIsStopped()
    {
        string path = Path.Combine(_folder.Path, "a.wav");
        var screen = new WatchedWriter();
        _cli.ErrorScreen = screen;
        Task<int> run = _cli.RunAsync("record", path, "--loopback");
        Task playing = _sound.PlayAsync(Jfk.Path);
        await screen.WaitForAsync("[#########", Timeout);

        _cli.Stop.Press();

        Assert.Equal(0, await run);
        await using PcmAudio audio = await AudioFile.OpenAsync(path, cancellationToken: Timeout);
        Assert.True(audio.ExpectedBytes > 0);
        await playing;
    }

    [Fact]
    public async Task Listen_OnATerminal_ShowsWordsAndStateAndEndsWithTheFinal()
    {
        await using MimiServer server = await MimiServer.StartAsync(new() { Recognizers = new CountingRecognizers() }, Timeout);
        var screen = new WatchedWriter();
        _cli.Screen = screen;
        string output = Path.Combine(_folder.Path, "字幕 一.vtt");
        Task<int> run = _cli.RunAsync("listen", "--loopback", "--url", server.Address.AbsoluteUri, "--output", output);
        await screen.WaitForAsync("一", Timeout);

        _cli.Stop.Press();

        Assert.Equal(0, await run);
        Assert.Contains("silence", screen.ToString(), StringComparison.Ordinal);
        Assert.Contains("connected", screen.ToString(), StringComparison.Ordinal);
        Assert.Contains("\u001b[1m一", screen.ToString(), StringComparison.Ordinal);
        string vtt = await File.ReadAllTextAsync(output, Timeout);
        Assert.StartsWith("WEBVTT\n", vtt, StringComparison.Ordinal);
        Assert.Contains("一", vtt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listen_ToSpeech_WritesTheWordsWithTheLocalMimi()
    {
        string output = Path.Combine(_folder.Path, "jfk.srt");
        Task<int> run = _cli.RunAsync("listen", "--loopback", "--language", "en", "--output", output);
        await _cli.ErrorWriter.WaitForAsync("listening to", Timeout); // The model may be fetched before.
        await _sound.PlayAsync(Jfk.Path);

        _cli.Stop.Press();

        Assert.Equal(0, await run);
        SpokenJfk.AssertNearlyIn(_cli.Out);
        string srt = await File.ReadAllTextAsync(output, Timeout);
        Assert.StartsWith("1\n00:00:", srt, StringComparison.Ordinal);
        Assert.Contains("country", srt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_Flac_IsAcceptedByTheReferenceDecoder()
    {
        string path = Path.Combine(_folder.Path, "a.flac");
        Task<int> run = _cli.RunAsync("record", path, "--loopback", "--duration", "2");
        Assert.Equal(0, await run);

        using Process flac = Process.Start(new ProcessStartInfo("flac", ["--test", "--silent", path]) { RedirectStandardError = true })!;
        string error = await flac.StandardError.ReadToEndAsync(Timeout);
        await flac.WaitForExitAsync(Timeout);
        Assert.True(flac.ExitCode == 0, error);
    }
}
