using System.Buffers;
using Mimi.Audio.Conversion;

namespace Mimi.Audio.Capture.PortAudio;

/// <summary>Converts what a device gives to what was asked for.</summary>
internal sealed class DeviceConversion(PcmFormat device, PcmFormat asked)
{
    private readonly Pcm16Converter _converter = new(device, new() { SampleRate = asked.SampleRate, Channels = asked.Channels == 1 ? PcmChannels.Mono : PcmChannels.All });
    private readonly ArrayBufferWriter<byte> _converted = new();

    /// <summary>Converts the next piece. What the resampler still needs the future for comes with a later one.</summary>
    /// <returns>Whole frames, which are valid until the next call.</returns>
    public ReadOnlySpan<byte> Convert(ReadOnlySpan<byte> audio)
    {
        _converted.ResetWrittenCount();
        _converter.Convert(audio, _converted);
        return _converted.WrittenSpan;
    }
}
