using System.Buffers;
using Mimi.Audio.Conversion;
using Mimi.Audio.Flac;

namespace Mimi.Server.Recognition;

/// <summary>Takes a FLAC stream, which may be hostile: block by block, so that a few bytes that stand for hours of silence fill no memory.</summary>
internal sealed class FlacIntake(AudioType type, TimeSpan maxLength) : AudioIntake
{
    /// <summary>How much may be in front of and behind the audio, as pictures and tags: the largest metadata block.</summary>
    private const int MaxOtherBytes = 1 << 24;

    private readonly FlacDecoder _decoder = new();
    private readonly ArrayBufferWriter<byte> _pcm = new();
    private readonly long _maxBytes = MaxBytes(maxLength);
    private PcmConverter? _converter;
    private long _maxFrames;
    private long _bytes;
    private bool _isOver; // It has failed, which was told.

    /// <summary>Tells what no stream needs to exceed, however badly it is compressed.</summary>
    public static long MaxBytes(TimeSpan length) => PcmIntake.MaxBytes(new(PcmConverter.MaxSampleRate, PcmConverter.MaxChannels), length) + MaxOtherBytes;

    public override bool TryConvert(ref ReadOnlyMemory<byte> audio, IBufferWriter<float> samples)
    {
        if (_isOver || IsTooLong)
        {
            return false;
        }

        _isOver = true;
        ReadOnlySpan<byte> stream = audio.Span;
        _pcm.ResetWrittenCount();
        bool hasBlock = _decoder.TryDecodeBlock(ref stream, _pcm);
        _bytes += audio.Length - stream.Length;
        audio = audio[^stream.Length..];
        if (_converter is null && _decoder.StreamInfo is { } info)
        {
            Begin(info);
        }

        _isOver = false;
        IsTooLong = _bytes > _maxBytes || (_converter is not null && _decoder.DecodedFrames > _maxFrames);
        if (hasBlock && !IsTooLong)
        {
            _converter!.Convert(_pcm.WrittenSpan, samples);
        }

        return hasBlock && !IsTooLong;
    }

    public override void Complete(IBufferWriter<float> samples)
    {
        if (_isOver || _bytes == 0)
        {
            return; // No audio at all is an utterance in which nothing was said, as it is with PCM.
        }

        _isOver = true;
        _decoder.Complete();
        _converter?.Complete(samples);
    }

    private void Begin(FlacStreamInfo info)
    {
        AudioType.Check(info.BitsPerSample, info.SampleRate, info.Channels);
        ThrowIfOther("rate", type.Rate, info.SampleRate);
        ThrowIfOther("channels", type.Channels, info.Channels);
        _converter = new(info.Format);
        _maxFrames = (long)(info.SampleRate * maxLength.TotalSeconds);
    }

    private static void ThrowIfOther(string name, int? said, int found)
    {
        if (said is { } value && value != found)
        {
            throw AudioType.Unsupported($"The audio type says {name}={value}, the FLAC stream {found}. Say what the stream is, or leave it out.");
        }
    }
}
