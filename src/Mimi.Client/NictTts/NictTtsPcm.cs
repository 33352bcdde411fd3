namespace Mimi.Client.NictTts;

/// <summary>Bare samples, and what they mean.</summary>
/// <param name="Data">The samples: signed, 16-bit, little-endian, the channels interleaved, whole frames only.</param>
/// <param name="Format">The format of the samples.</param>
public readonly record struct NictTtsPcm(ReadOnlyMemory<byte> Data, MimiAudioFormat Format)
{
    /// <summary>Gets how long the audio is.</summary>
    public TimeSpan Duration => Format.SampleRate == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds((double)(Data.Length / Format.BytesPerFrame) / Format.SampleRate);
}
