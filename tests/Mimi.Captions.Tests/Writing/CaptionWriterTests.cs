using System.Text;
using System.Text.Json;
using Mimi.Captions.Support;
using Mimi.TestSupport;

namespace Mimi.Captions.Writing;

public sealed class CaptionWriterTests
{
    private static readonly Caption First = new(TimeSpan.FromMilliseconds(348), TimeSpan.FromMilliseconds(2_500.9), ["ask not what your country", "can do for <you> & me -->"]);
    private static readonly Caption Second = new(TimeSpan.FromHours(123) + TimeSpan.FromMilliseconds(7), TimeSpan.FromHours(123) + TimeSpan.FromSeconds(2), ["今日は🎉"]);

    public static TheoryData<string, string> Files => new()
    {
        { ".srt", "1\n00:00:00,348 --> 00:00:02,500\nask not what your country\ncan do for ＜you> & me --＞\n\n2\n123:00:00,007 --> 123:00:02,000\n今日は🎉\n\n" },
        { ".vtt", "WEBVTT\n\n00:00:00.348 --> 00:00:02.500\nask not what your country\ncan do for &lt;you&gt; &amp; me --&gt;\n\n123:00:00.007 --> 123:00:02.000\n今日は🎉\n\n" },
        { ".txt", "ask not what your country can do for <you> & me -->\n今日は🎉\n" },
        {
            ".jsonl",
            """{"start_ms":348,"end_ms":2500,"text":"ask not what your country can do for <you> & me -->","lines":["ask not what your country","can do for <you> & me -->"]}""" + "\n" +
            """{"start_ms":442800007,"end_ms":442802000,"text":"今日は\uD83C\uDF89","lines":["今日は\uD83C\uDF89"]}""" + "\n"
        },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Write_TwoCaptions_IsTheFile(string extension, string file)
    {
        var stream = new MemoryStream();
        var text = new StringWriter();
        await using (CaptionWriter toStream = await CaptionWriter.StartAsync(Format(extension), stream, cancellationToken: TestTimeout.Token))
        await using (CaptionWriter toText = await CaptionWriter.StartAsync(Format(extension), text, cancellationToken: TestTimeout.Token))
        {
            await toStream.WriteAsync([First, Second], TestTimeout.Token);
            await toText.WriteAsync(First, TestTimeout.Token);
            await toText.WriteAsync(Second, TestTimeout.Token);
            Assert.Equal(2, toStream.Count);
        }

        Assert.Equal(file, Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Equal(file, text.ToString());
    }

    [Theory]
    [InlineData(".srt")]
    [InlineData(".vtt")]
    [InlineData(".jsonl")]
    [InlineData(".txt")]
    public async Task Write_RandomCaptions_ValidAndCompleteAfterEachFlush(string extension)
    {
        var stream = new FlushedStream();
        var random = new Random(42);
        var captions = new List<Caption>();
        await using CaptionWriter writer = await CaptionWriter.StartAsync(Format(extension), stream, cancellationToken: TestTimeout.Token);
        for (int i = 0; i < 80; i++)
        {
            Check(extension, stream.Flushed, captions); // What a killed process leaves.
            string[] lines = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomText.Of(random, random.Next(1, 6))), "x"];
            TimeSpan start = (captions.LastOrDefault()?.End ?? TimeSpan.Zero) + TimeSpan.FromMilliseconds(random.Next(100));
            captions.Add(new(start, start + TimeSpan.FromMilliseconds(random.Next(1, 5_000_000)), lines));
            await writer.WriteAsync(captions[^1], TestTimeout.Token);
        }

        Check(extension, stream.Flushed, captions);
    }

    [Fact]
    public async Task Write_CaptionThatOverlaps_IsRefusedAndTheFileStays()
    {
        var stream = new MemoryStream();
        await using CaptionWriter writer = await CaptionWriter.StartAsync(CaptionFormat.WebVtt, stream, cancellationToken: TestTimeout.Token);
        await writer.WriteAsync(First, TestTimeout.Token);
        long length = stream.Length;

        await Assert.ThrowsAsync<ArgumentException>(async () => await writer.WriteAsync(First, TestTimeout.Token));
        Assert.Equal(length, stream.Length);
    }

    [Fact]
    public async Task Write_Cancelled_WritesNothing()
    {
        var stream = new MemoryStream();
        await using CaptionWriter writer = await CaptionWriter.StartAsync(CaptionFormat.SubRip, stream, cancellationToken: TestTimeout.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await writer.WriteAsync(First, new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CaptionWriter.StartAsync(CaptionFormat.WebVtt, stream, cancellationToken: new CancellationToken(canceled: true)));
        Assert.Equal(0, stream.Length);
        await writer.WriteAsync(First, TestTimeout.Token);
    }

    [Fact]
    public async Task Dispose_StreamToLeaveOpen_StaysOpenAndTheWriterIsClosed()
    {
        MemoryStream kept = new(), closed = new();
        CaptionWriter writer = await CaptionWriter.StartAsync(CaptionFormat.SubRip, kept, leaveOpen: true, TestTimeout.Token);
        await writer.DisposeAsync();
        await writer.DisposeAsync();
        await (await CaptionWriter.StartAsync(CaptionFormat.SubRip, closed, cancellationToken: TestTimeout.Token)).DisposeAsync();

        Assert.True(kept.CanWrite);
        Assert.False(closed.CanWrite);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await writer.WriteAsync(First, TestTimeout.Token));
        await Assert.ThrowsAsync<ArgumentException>(() => CaptionWriter.StartAsync(CaptionFormat.SubRip, new MemoryStream([], writable: false), cancellationToken: TestTimeout.Token));
    }

    private static void Check(string extension, byte[] file, List<Caption> captions)
    {
        string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        Assert.False(file.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        switch (extension)
        {
            case ".vtt":
                Assert.Equal(captions.Select(static caption => new Cue(caption.Start, caption.End, string.Join('\n', caption.Lines))), WebVttGrammar.Read(text));
                break;
            case ".srt":
                Assert.Equal(captions.Select(static caption => (caption.Start, caption.End, caption.Lines.Count)), SubRipGrammar.Read(text).Select(static cue => (cue.Start, cue.End, cue.Text.Split('\n').Length)));
                break;
            default:
                string[] lines = text.Split('\n')[..^1];
                Assert.Equal(captions.Select(static caption => caption.Text), lines.Select(line => extension == ".txt" ? line : Text(line)));
                break;
        }
    }

    private static string Text(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("text").GetString()!;
    }

    private static CaptionFormat Format(string extension) =>
        new[] { CaptionFormat.SubRip, CaptionFormat.WebVtt, CaptionFormat.JsonLines, CaptionFormat.PlainText }.Single(format => format.Extension == extension);

    /// <summary>Knows what was flushed.</summary>
    private sealed class FlushedStream : MemoryStream
    {
        public byte[] Flushed { get; private set; } = [];

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            Flushed = ToArray();
            return Task.CompletedTask;
        }
    }
}
