using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Mimi.EndToEnd.Tests.Support;

/// <summary>The recording of samples/audio: 11 seconds of a well-known sentence.</summary>
internal static class Jfk
{
    public const string Words = "ask not what your country can do for you ask what you can do for your country";

    public static byte[] Pcm16k { get; } = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "jfk.wav"))[44..];

    /// <summary>The recording at three times the rate, in two channels of which one is silent.</summary>
    public static byte[] Stereo48k { get; } = MakeStereo48k();

    /// <summary>Compares what was heard with what was said: letters only, in lower case.</summary>
    public static string Normalize(string text) =>
        string.Join(' ', new string([.. text.ToLowerInvariant().Where(static c => char.IsLetter(c) || c == ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Chunks(byte[] audio, int chunkBytes = 3_200)
    {
        for (int position = 0; position < audio.Length; position += chunkBytes)
        {
            yield return audio.AsMemory(position, Math.Min(chunkBytes, audio.Length - position));
            await Task.Yield();
        }
    }

    private static byte[] MakeStereo48k()
    {
        ReadOnlySpan<short> samples = MemoryMarshal.Cast<byte, short>(Pcm16k);
        byte[] stereo = new byte[samples.Length * 3 * 4];
        for (int i = 0; i < samples.Length * 3; i++)
        {
            int next = Math.Min(i / 3 + 1, samples.Length - 1);
            int value = samples[i / 3] + (samples[next] - samples[i / 3]) * (i % 3) / 3;
            BinaryPrimitives.WriteInt16LittleEndian(stereo.AsSpan(i * 4), (short)value);
        }

        return stereo;
    }
}
