using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Mimi.Audio.Conversion;
using Mimi.Audio.Flac;
using Mimi.Audio.Tests.Support;

namespace Mimi.Audio.Bench;

/// <summary>Reads a recording of 48,000 Hz and two channels, as long as one likes, as WAV and as FLAC.</summary>
internal static class LongFile
{
    private const int Rate = 48_000;

    public static async Task<int> RunAsync(int minutes, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder, minutes, cancellationToken);
        foreach (string name in new[] { "long.wav", "long.flac" })
        {
            await ReadAsync(folder.File(name), cancellationToken);
        }

        return 0;
    }

    private static async Task WriteAsync(TemporaryFolder folder, int minutes, CancellationToken cancellationToken)
    {
        short[] speech = Speech.Kennedy();
        short[] second = Signals.Interleave(speech[20_000..(20_000 + Rate)], speech[60_000..(60_000 + Rate)]);
        byte[] pcm = MemoryMarshal.AsBytes<short>(second).ToArray();
        await using FileStream wav = File.Create(folder.File("long.wav"));
        await using FileStream flac = File.Create(folder.File("long.flac"));
        await wav.WriteAsync(Head(minutes * 60L * pcm.Length), cancellationToken);
        var encoder = new FlacEncoder(new() { SampleRate = Rate, Channels = 2, Level = 0 });
        var coded = new System.Buffers.ArrayBufferWriter<byte>();
        for (int i = 0; i < minutes * 60; i++)
        {
            await wav.WriteAsync(pcm, cancellationToken);
            encoder.Write(pcm, coded);
            await flac.WriteAsync(coded.WrittenMemory, cancellationToken);
            coded.ResetWrittenCount();
        }

        encoder.Complete(coded);
        await flac.WriteAsync(coded.WrittenMemory, cancellationToken);
    }

    private static byte[] Head(long bytes)
    {
        var head = new MemoryStream();
        using var writer = new BinaryWriter(head);
        writer.Write("RIFF"u8);
        writer.Write((uint)(bytes + 36));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)2);
        writer.Write(Rate);
        writer.Write(Rate * 4);
        writer.Write((short)4);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write((uint)bytes);
        return head.ToArray();
    }

    private static async Task ReadAsync(string path, CancellationToken cancellationToken)
    {
        GC.Collect();
        var clock = Stopwatch.StartNew();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        await using PcmAudio audio = await AudioFile.OpenAsync(path, new() { Target = PcmTarget.Speech }, cancellationToken);
        byte[] buffer = new byte[3_200];
        long bytes = 0;
        long worst = 0;
        int read;
        while ((read = await audio.Data.ReadAsync(buffer, cancellationToken)) > 0)
        {
            bytes += read;
            worst = bytes % 3_200_000 < read ? Math.Max(worst, Environment.WorkingSet) : worst;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Path.GetFileName(path)}, {new FileInfo(path).Length:N0} bytes: {bytes / 32_000.0:N0} s of audio in {clock.Elapsed.TotalSeconds:F1} s, {GC.GetTotalAllocatedBytes(precise: true) - allocated:N0} bytes allocated, {worst >> 20} MB of memory at most"));
    }
}
