using Mimi.Audio;
using Mimi.Cli.Support;

namespace Mimi.Cli.Capture;

/// <summary>What is on the disk at any moment, as after a power failure, is a valid file.</summary>
public sealed class RecordingWriterTests : IDisposable
{
    private const int MaxFlacBlockBytes = 4_608 * 4;

    private readonly TestFolder _folder = new();

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("録音 一.wav", 16_000, 1)]
    [InlineData("録音 一.wav", 48_000, 2)]
    [InlineData("録音 一.flac", 16_000, 1)]
    [InlineData("録音 一.FLAC", 44_100, 2)]
    public async Task Write_AfterEveryPiece_TheFileIsValid(string name, int rate, int channels)
    {
        string path = Path.Combine(_folder.Path, name);
        var format = new PcmFormat(rate, channels);
        byte[] audio = new byte[format.BytesPerSecond * 2];
        new Random(5).NextBytes(audio);
        bool isFlac = name.EndsWith("c", StringComparison.OrdinalIgnoreCase);
        await using (var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            RecordingWriter writer = RecordingWriter.Start(path, stream, format);
            int piece = format.BytesPerSecond / 10;
            for (int at = 0; at < audio.Length; at += piece)
            {
                await writer.WriteAsync(audio.AsMemory(at, piece), Timeout);
                byte[] read = isFlac && stream.Length == 0 ? [] : await ReadAsync(path, format);
                Assert.InRange(read.Length, at + piece - (isFlac ? MaxFlacBlockBytes : 0), at + piece);
                Assert.True(audio.AsSpan().StartsWith(read));
            }

            await writer.CompleteAsync();
        }

        Assert.Equal(audio, await ReadAsync(path, format));
    }

    [Theory]
    [InlineData("a.wav")]
    [InlineData("a.flac")]
    public async Task Complete_Nothing_IsAValidEmptyFile(string name)
    {
        string path = Path.Combine(_folder.Path, name);
        await using (FileStream stream = File.Create(path))
        {
            await RecordingWriter.Start(path, stream, new(16_000)).CompleteAsync();
        }

        Assert.Empty(await ReadAsync(path, new(16_000)));
    }

    private static async Task<byte[]> ReadAsync(string path, PcmFormat format)
    {
        await using PcmAudio audio = await AudioFile.OpenAsync(path, new() { Ffmpeg = null }, Timeout);
        Assert.Equal(format, audio.Format);
        using var bytes = new MemoryStream();
        await audio.Data.CopyToAsync(bytes, Timeout);
        return bytes.ToArray();
    }
}
