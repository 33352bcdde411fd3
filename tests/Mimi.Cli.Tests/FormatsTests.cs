using System.Diagnostics;
using Mimi.Cli.Support;

namespace Mimi.Cli;

/// <summary>One recording in ten formats, the same words of each: a process, real speech, the real recogniser. It needs ffmpeg and flac.</summary>
public sealed class FormatsTests : IDisposable
{
    private static readonly string[][] Makers =
    [
        ["ffmpeg", "-ar", "48000", "-ac", "2", "-c:a", "pcm_s24le", "二四ビット.wav"],
        ["ffmpeg", "-ar", "44100", "-c:a", "pcm_f32le", "float.wav"],
        ["ffmpeg", "big endian.aiff"],
        ["flac", "lossless.flac"],
        ["ffmpeg", "-b:a", "64k", "layer three.mp3"],
        ["ffmpeg", "-b:a", "64k", "advanced.m4a"],
        ["ffmpeg", "-c:a", "libopus", "-b:a", "32k", "interactive.opus"],
        ["ffmpeg", "-f", "lavfi", "-i", "color=s=32x32", "-shortest", "-c:a", "aac", "映画.mp4"],
        ["ffmpeg", "sun.au"],
        ["ffmpeg", "-c:a", "copy", "as it is.wav"],
    ];

    private readonly TestFolder _folder = new();

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Transcribe_TenFormats_GivesTheSameWords()
    {
        string[] files = [.. Makers.Select(maker => Path.Combine(_folder.Path, maker[^1]))];
        foreach ((string[] maker, string file) in Makers.Zip(files))
        {
            await MakeAsync(maker, file);
        }

        await using MimiProcess mimi = MimiProcess.Start(["transcribe", .. files, "--language", "en", "--output", "text"]);
        Assert.True(await mimi.WaitAsync() == 0, mimi.Error);

        Assert.All(files, static file => Assert.Equal(
            "and so my fellow americans ask not what your country can do for you ask what you can do for your country", Jfk.Words(File.ReadAllText(Path.ChangeExtension(file, ".txt")))));
        Assert.Equal(files.Length * 2, Directory.GetFiles(_folder.Path).Length);
    }

    private static async Task MakeAsync(string[] maker, string file)
    {
        string[] arguments = maker[0] == "flac" ? ["--silent", "-o", file, Jfk.Path] : ["-v", "error", "-i", Jfk.Path, .. maker[1..^1], file];
        using Process process = Process.Start(new ProcessStartInfo(maker[0], arguments) { RedirectStandardError = true })!;
        string error = await process.StandardError.ReadToEndAsync(Timeout);
        await process.WaitForExitAsync(Timeout);
        Assert.True(process.ExitCode == 0, error);
    }
}
