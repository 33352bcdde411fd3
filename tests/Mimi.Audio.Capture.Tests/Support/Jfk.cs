using System.Runtime.InteropServices;
using Mimi.Audio.Wav;

namespace Mimi.Audio.Capture.Support;

/// <summary>The sample recording: 11 seconds, 16 kHz, mono.</summary>
internal static class Jfk
{
    public static string File { get; } = Path.Combine(AppContext.BaseDirectory, "jfk.wav");

    public static async Task<short[]> ReadAsync()
    {
        await using PcmAudio audio = await WavReader.OpenAsync(System.IO.File.OpenRead(File));
        using var bytes = new MemoryStream();
        await audio.Data.CopyToAsync(bytes);
        return MemoryMarshal.Cast<byte, short>(bytes.ToArray()).ToArray();
    }
}
