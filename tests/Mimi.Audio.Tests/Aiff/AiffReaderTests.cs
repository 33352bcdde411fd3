using System.Buffers.Binary;
using Mimi.Audio.Wav;
using Mimi.TestSupport;

namespace Mimi.Audio.Tests.Aiff;

public sealed class AiffReaderTests
{
    /// <summary>16,000 as a floating-point number of 80 bits.</summary>
    private const string Rate = "400CFA00000000000000";

    [Theory]
    [InlineData(0u, null)]
    [InlineData(12u, 4L)]
    [InlineData(uint.MaxValue, null)]
    public async Task Open_Pipe_ReadsWhatIsThere(uint size, long? expected)
    {
        byte[] file = File("AIFF", Common(1, 16, Rate), Chunk("SSND", [0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4], size));

        await using PcmAudio audio = await OpenAsync(new PipeLikeStream(file, 3));

        Assert.Equal(new PcmFormat(16_000), audio.Format);
        Assert.Equal(expected, audio.ExpectedBytes);
        Assert.Equal([2, 1, 4, 3], await ReadAsync(audio));
    }

    [Fact]
    public async Task Open_OffsetBeforeTheSamples_IsSkipped()
    {
        byte[] file = File("AIFC", Common(1, 16, Rate, "sowt"), Chunk("ANNO", [1, 2, 3]), Chunk("SSND", [0, 0, 0, 2, 0, 0, 0, 0, 9, 9, 1, 2]));

        await using PcmAudio audio = await OpenAsync(new MemoryStream(file));

        Assert.Equal([1, 2], await ReadAsync(audio));
    }

    [Theory]
    [InlineData("00000000000000000000", "damaged")]
    [InlineData("7FFFFFFFFFFFFFFFFFFF", "damaged")]
    [InlineData("C00CFA00000000000000", "damaged")]
    public async Task Open_ImpossibleRate_IsAnError(string rate, string named) => await RefusesAsync(File("AIFF", Common(1, 16, rate), Chunk("SSND", new byte[10])), named);

    [Fact]
    public async Task Open_OtherKind_IsNamed() => await RefusesAsync(File("AIFC", Common(1, 16, Rate, "ima4"), Chunk("SSND", new byte[10])), "'ima4'");

    [Fact]
    public async Task Open_AudioBeforeItsFormat_IsAnError() => await RefusesAsync(File("AIFF", Chunk("SSND", new byte[10])), "does not say how its audio is laid out");

    [Fact]
    public async Task Open_CutAnywhereInItsHeader_IsAnError()
    {
        byte[] file = File("AIFF", Common(1, 16, Rate), Chunk("SSND", new byte[8]));
        for (int length = 12; length < file.Length - 8; length++)
        {
            await Assert.ThrowsAsync<AudioFormatException>(() => OpenAsync(new MemoryStream(file[..length])));
        }
    }

    [Fact]
    public async Task Open_RandomBytesInAProperFile_EndsWithAudioOrAFormatError()
    {
        var random = new Random(20_260_101);
        byte[] proper = File("AIFC", Common(1, 16, Rate, "sowt"), Chunk("SSND", new byte[72]));
        int read = 0;
        for (int run = 0; run < 10_000; run++)
        {
            byte[] file = [.. proper];
            for (int change = random.Next(1, 6); change > 0; change--)
            {
                file[random.Next(12, file.Length)] = (byte)random.Next(256);
            }

            try
            {
                await using PcmAudio audio = await OpenAsync(new MemoryStream(file));
                Assert.InRange((await ReadAsync(audio)).Length, 0, file.Length * 2);
                read++;
            }
            catch (AudioFormatException)
            {
                // Damaged beyond reading, and said so.
            }
        }

        Assert.InRange(read, 500, 9_500); // Otherwise this test does not test what it says.
    }

    private static Task<PcmAudio> OpenAsync(Stream stream) => AudioFile.OpenAsync(stream, new() { Ffmpeg = null }, TestTimeout.Token);

    private static async Task RefusesAsync(byte[] file, string named)
    {
        AudioFormatException e = await Assert.ThrowsAsync<AudioFormatException>(() => OpenAsync(new MemoryStream(file)));
        Assert.Contains(named, e.Message, StringComparison.Ordinal);
    }

    private static byte[] Common(int channels, int bits, string rate, string? type = null) =>
        Chunk("COMM", [0, (byte)channels, 0, 0, 0, 1, 0, (byte)bits, .. Convert.FromHexString(rate), .. type is null ? [] : System.Text.Encoding.ASCII.GetBytes(type + "\0\0")]);

    private static byte[] Chunk(string id, byte[] content, uint? size = null)
    {
        byte[] head = [.. System.Text.Encoding.ASCII.GetBytes(id), 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(4), size ?? (uint)content.Length);
        return [.. head, .. content, .. new byte[content.Length & 1]];
    }

    private static byte[] File(string type, params byte[][] chunks) => [.. "FORM\0\0\0\0"u8, .. System.Text.Encoding.ASCII.GetBytes(type), .. chunks.SelectMany(static chunk => chunk)];

    private static async Task<byte[]> ReadAsync(PcmAudio audio)
    {
        using var all = new MemoryStream();
        await audio.Data.CopyToAsync(all, TestTimeout.Token);
        return all.ToArray();
    }
}
