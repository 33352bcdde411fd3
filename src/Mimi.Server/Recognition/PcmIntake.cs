using System.Buffers;
using Mimi.Audio;
using Mimi.Audio.Conversion;

namespace Mimi.Server.Recognition;

/// <summary>Takes PCM.</summary>
internal sealed class PcmIntake(PcmFormat format, TimeSpan maxLength) : AudioIntake
{
    private readonly PcmConverter _converter = new(format);
    private readonly long _maxBytes = MaxBytes(format, maxLength);
    private long _bytes;

    public static long MaxBytes(PcmFormat format, TimeSpan length) => (long)(format.BytesPerSecond * length.TotalSeconds);

    public override bool TryConvert(ref ReadOnlyMemory<byte> audio, IBufferWriter<float> samples)
    {
        _bytes += audio.Length;
        IsTooLong = _bytes > _maxBytes;
        if (!IsTooLong)
        {
            _converter.Convert(audio.Span, samples);
        }

        return false;
    }

    public override void Complete(IBufferWriter<float> samples) => _converter.Complete(samples);
}
