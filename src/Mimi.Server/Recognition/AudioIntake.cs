using System.Buffers;

namespace Mimi.Server.Recognition;

/// <summary>Turns the bytes of an utterance into what recognizers take, piece by piece: 16,000 Hz, one channel. Not thread-safe.</summary>
internal abstract class AudioIntake
{
    /// <summary>Gets a value indicating whether there is more audio than an utterance may have.</summary>
    public bool IsTooLong { get; private protected set; }

    /// <param name="type">What the caller says of the bytes.</param>
    /// <param name="maxLength">How much audio there may be.</param>
    public static AudioIntake Of(AudioType type, TimeSpan maxLength) => type.IsFlac ? new FlacIntake(type, maxLength) : new PcmIntake(type.Pcm, maxLength);

    /// <summary>Tells how many bytes an utterance can have at most.</summary>
    public static long MaxBytes(AudioType type, TimeSpan maxLength) => type.IsFlac ? FlacIntake.MaxBytes(maxLength) : PcmIntake.MaxBytes(type.Pcm, maxLength);

    /// <summary>Converts the next piece, of bounded size whatever the bytes stand for.</summary>
    /// <param name="audio">Bytes, cut anywhere. Set to those that were not taken yet.</param>
    /// <param name="samples">Takes the samples.</param>
    /// <returns><see langword="true"/> if there may be more: call it again. <see langword="false"/> if the bytes are used up, or <see cref="IsTooLong"/>.</returns>
    /// <exception cref="Audio.AudioFormatException">The bytes are not what they should be.</exception>
    /// <exception cref="Http.RefusedException">They are, and of a kind that is not taken.</exception>
    public abstract bool TryConvert(ref ReadOnlyMemory<byte> audio, IBufferWriter<float> samples);

    /// <summary>Converts what was held back; no more audio follows.</summary>
    /// <param name="samples">Takes the last samples.</param>
    /// <exception cref="Audio.AudioFormatException">The audio must not end here.</exception>
    public abstract void Complete(IBufferWriter<float> samples);
}
