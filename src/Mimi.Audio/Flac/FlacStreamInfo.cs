namespace Mimi.Audio.Flac;

/// <summary>What a FLAC stream says of itself before its audio begins.</summary>
/// <param name="SampleRate">Samples a second and channel, 1 to 768,000.</param>
/// <param name="Channels">1 to 8.</param>
/// <param name="BitsPerSample">4 to 24. What comes out of the decoder has 16.</param>
/// <param name="TotalFrames">How many samples each channel has, or <see langword="null"/> if the writer did not know.</param>
public sealed record FlacStreamInfo(int SampleRate, int Channels, int BitsPerSample, long? TotalFrames)
{
    /// <summary>Gets the format of what comes out of the decoder: 16 bits, the rate and the channels of the stream.</summary>
    public PcmFormat Format => new(SampleRate, Channels);
}
