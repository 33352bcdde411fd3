using Mimi.Speech.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Speech.Bench.Sessions;

/// <summary>Debian's LibriVox clips (pocketsphinx-testdata), one behind the other with pauses, and what is said in them.</summary>
/// <param name="Pcm">16,000 Hz, 16 bits, one channel.</param>
/// <param name="Words">The words.</param>
internal sealed record Speech(short[] Pcm, string[] Words)
{
    private const string Folder = "/usr/share/pocketsphinx/test/data/librivox";

    public TimeSpan Duration => TimeSpan.FromSeconds(Pcm.Length / 16_000.0);

    public float[] Samples => Array.ConvertAll(Pcm, static sample => sample / 32_768f);

    /// <summary>Reads the clips in five orders, so that not everybody says the same at once.</summary>
    /// <param name="pause">The pause behind each clip.</param>
    /// <param name="count">How many clips, of five, a speech has.</param>
    public static Speech[] ReadAll(TimeSpan pause, int count = 5)
    {
        if (!Directory.Exists(Folder))
        {
            throw new DirectoryNotFoundException($"There is no folder {Folder}: install Debian's pocketsphinx-testdata.");
        }

        (short[] Pcm, string[] Words)[] clips = [.. File.ReadLines(Path.Combine(Folder, "transcription")).Select(Read)];
        return [.. Enumerable.Range(0, clips.Length).Select(first => Join([.. clips[first..].Concat(clips[..first]).Take(count)], pause))];
    }

    /// <summary>Says all of it again and again.</summary>
    public Speech Repeat(TimeSpan duration)
    {
        int times = (int)Math.Ceiling(duration / Duration);
        return new([.. Enumerable.Repeat(Pcm, times).SelectMany(static pcm => pcm)], [.. Enumerable.Repeat(Words, times).SelectMany(static words => words)]);
    }

    /// <summary>Counts the words that were heard wrong.</summary>
    public int Errors(string heard) => WordErrors.Count(Words, WordErrors.Words(heard));

    private static Speech Join((short[] Pcm, string[] Words)[] clips, TimeSpan pause)
    {
        short[] silence = new short[(int)(pause.TotalSeconds * 16_000)];
        return new([.. clips.SelectMany(clip => clip.Pcm.Concat(silence))], [.. clips.SelectMany(static clip => clip.Words)]);
    }

    private static (short[] Pcm, string[] Words) Read(string line)
    {
        int name = line.LastIndexOf('(');
        string text = line[..name].Replace("<s>", "", StringComparison.Ordinal).Replace("</s>", "", StringComparison.Ordinal);
        float[] samples = Wave.Read(Path.Combine(Folder, line[(name + 1)..].TrimEnd(')', ' ') + ".wav"));
        return (Array.ConvertAll(samples, static sample => (short)(sample * 32_768)), WordErrors.Words(text));
    }
}
