using System.Diagnostics;
using System.Text.Json;
using Mimi.Captions.Support;
using Mimi.TestSupport;

namespace Mimi.Captions.Writing;

/// <summary>
/// Reads what the writers write with parsers that others wrote, where <c>MIMI_CAPTION_PARSERS</c> names a folder in which <c>npm install webvtt-parser@2.2.0 subtitle@4.2.2 srt-parser-2@1.2.3</c> was run. Elsewhere the
/// grammars in Support are what the files are held against.
/// </summary>
public sealed class PublishedParsersTests
{
    [Theory]
    [InlineData("webvtt-parser", ".vtt")]
    [InlineData("subtitle", ".vtt")]
    [InlineData("subtitle", ".srt")]
    [InlineData("srt-parser-2", ".srt")]
    public async Task Parser_FileOfAllKindsOfText_FindsEveryCaption(string parser, string extension)
    {
        string? folder = Environment.GetEnvironmentVariable("MIMI_CAPTION_PARSERS");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "MIMI_CAPTION_PARSERS names no folder with parsers.");
        CaptionFormat format = extension == ".vtt" ? CaptionFormat.WebVtt : CaptionFormat.SubRip;
        List<Caption> captions = Captions();
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + extension);
        try
        {
            await using (CaptionWriter writer = await CaptionWriter.StartAsync(format, File.Create(file), cancellationToken: TestTimeout.Token))
            {
                await writer.WriteAsync(captions, TestTimeout.Token);
            }

            using JsonDocument found = JsonDocument.Parse(await ReadAsync(folder!, parser, file));

            Assert.Empty(found.RootElement.GetProperty("errors").EnumerateArray().Select(static error => error.GetString()));
            JsonElement[] cues = [.. found.RootElement.GetProperty("cues").EnumerateArray()];
            Assert.Equal(captions.Select(static caption => ((long)caption.Start.TotalMilliseconds, (long)caption.End.TotalMilliseconds)), cues.Select(static cue => (cue.GetProperty("start").GetInt64(), cue.GetProperty("end").GetInt64())));
            if (parser == "webvtt-parser")
            {
                Assert.Equal(captions.Select(static caption => string.Join('\n', caption.Lines)), cues.Select(static cue => cue.GetProperty("text").GetString()));
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static List<Caption> Captions()
    {
        var random = new Random(7);
        var builder = new CaptionBuilder(CaptionStyle.Japanese);
        var captions = new List<Caption>();
        string[] texts = ["今日は天気がいいので、散歩に行きましょう。", "And so, my fellow Americans, ask not what your country can do for you.", "次のリリースではWebSocketが2倍速い🎉👨‍👩‍👧‍👦", "a < b && c --> d", "42", .. Enumerable.Range(0, 100).Select(_ => RandomText.Of(random, 12))];
        foreach ((int index, string text) in texts.Index())
        {
            captions.AddRange(builder.Add(new(index, IsFinal: true, text, TimeSpan.FromSeconds(index * 5), TimeSpan.FromSeconds((index * 5) + 4))));
        }

        return captions;
    }

    private static async Task<string> ReadAsync(string folder, string parser, string file)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Parsers", "read.cjs"), folder, parser, file]) { RedirectStandardOutput = true };
        using Process node = Process.Start(start)!;
        string output = await node.StandardOutput.ReadToEndAsync(TestTimeout.Token);
        await node.WaitForExitAsync(TestTimeout.Token);
        Assert.Equal(0, node.ExitCode);
        return output;
    }
}
