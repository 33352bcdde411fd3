using System.Buffers.Binary;

namespace Mimi.Audio.Tests.Support;

/// <summary>Real speech: 16-bit WAV files with a header of 44 bytes or a little more.</summary>
internal static class Speech
{
    /// <summary>Reads the samples of a 16-bit WAV file of one channel.</summary>
    public static short[] Read(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int data = file.AsSpan().IndexOf("data"u8) + 8;
        short[] samples = new short[(file.Length - data) / 2];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(data + (2 * i)));
        }

        return samples;
    }

    /// <summary>Finds a file of the repository above the running program.</summary>
    public static string Find(string path)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, path)))
            {
                return Path.Combine(folder.FullName, path);
            }
        }

        throw new FileNotFoundException($"{path} is not above {AppContext.BaseDirectory}.");
    }

    public static short[] Kennedy() => Read(Find("samples/audio/jfk.wav"));
}
