using System.Buffers;
using System.Buffers.Binary;
using Mimi.Audio.Conversion;

namespace Mimi.Audio.Capture.PortAudio;

/// <summary>Converts a device's own format to 16-bit PCM at 16 kHz, mono.</summary>
internal sealed class ToSpeechFormat(PcmFormat device)
{
    private readonly PcmConverter _converter = new(device);
    private readonly ArrayBufferWriter<float> _samples = new();
    private byte[] _bytes = [];

    public static PcmFormat Result { get; } = new(PcmConverter.OutputSampleRate);

    /// <summary>Converts the next piece.</summary>
    /// <returns>Bytes that are valid until the next call.</returns>
    public ReadOnlySpan<byte> Convert(ReadOnlySpan<byte> audio)
    {
        _samples.ResetWrittenCount();
        _converter.Convert(audio, _samples);
        ReadOnlySpan<float> samples = _samples.WrittenSpan;
        if (_bytes.Length < samples.Length * sizeof(short))
        {
            _bytes = new byte[samples.Length * sizeof(short)];
        }

        for (int i = 0; i < samples.Length; i++)
        {
            float scaled = Math.Clamp(MathF.Round(samples[i] * -(float)short.MinValue), short.MinValue, short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(_bytes.AsSpan(i * sizeof(short)), (short)scaled);
        }

        return _bytes.AsSpan(0, samples.Length * sizeof(short));
    }
}
