using System.Buffers.Binary;

namespace Mimi.Client.Tests.Support;

/// <summary>Recordings of people who speak: that of samples/audio, and those of Debian's pocketsphinx-testdata where it is installed. 16 kHz, 16 bits, one channel.</summary>
internal static class Recordings
{
    private const string LibriVox = "/usr/share/pocketsphinx/test/data/librivox";
    private const int DataTag = 0x61746164; // "data".

    public static TheoryData<string> Names
    {
        get
        {
            var names = new TheoryData<string>("jfk.wav");
            foreach (string file in Directory.Exists(LibriVox) ? Directory.GetFiles(LibriVox, "*.wav") : [])
            {
                names.Add(Path.GetFileName(file));
            }

            return names;
        }
    }

    public static byte[] Read(string name)
    {
        byte[] file = File.ReadAllBytes(Path.Combine(name == "jfk.wav" ? AppContext.BaseDirectory : LibriVox, name));
        int chunk = 12; // Behind RIFF, its length and WAVE.
        while (BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(chunk)) != DataTag)
        {
            chunk += 8 + BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(chunk + 4));
        }

        return file[(chunk + 8)..];
    }
}
