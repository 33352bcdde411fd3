namespace Mimi.Audio.Conversion;

/// <summary>Makes a channel of its own of samples that lie side by side.</summary>
internal static class ChannelPicker
{
    /// <param name="frames">Samples of all channels, those of one instant side by side.</param>
    /// <param name="channels">How many channels there are.</param>
    /// <param name="index">Which one is wanted.</param>
    /// <param name="target">Takes it.</param>
    public static void Pick(ReadOnlySpan<float> frames, int channels, int index, Span<float> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = frames[(i * channels) + index];
        }
    }

    /// <summary>Makes the average of all channels.</summary>
    public static void Mix(ReadOnlySpan<float> frames, int channels, Span<float> target)
    {
        float part = 1f / channels;
        for (int i = 0; i < target.Length; i++)
        {
            float sum = 0;
            foreach (float sample in frames.Slice(i * channels, channels))
            {
                sum += sample;
            }

            target[i] = sum * part;
        }
    }
}
