using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Mimi.Audio.Flac.Encoding;

namespace Mimi.Audio.Flac;

/// <summary>Encodes 16-bit PCM as FLAC while it comes: the streamable subset of RFC 9639, without loss.</summary>
/// <remarks>
/// A block of <see cref="FlacEncoderOptions.BlockFrames"/> frames is encoded as soon as it is complete; what is short of one waits, which <see cref="BufferedFrames"/> tells. Call <see cref="Complete"/>
/// before the end of the stream is announced: it writes the remainder as a last, shorter block. Nothing is allocated after the constructor. Not thread-safe.
/// </remarks>
public sealed class FlacEncoder
{
    private const ulong FrameNumberMask = 0x7FFF_FFFF;

    private readonly int _channels;
    private readonly int _blockFrames;
    private readonly bool _hasVariableBlocks;
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly FrameEncoder _frames;
    private readonly FlacEncoderOptions _options;
    private int _samples;  // Of all channels, in the current block.
    private int _half = -1; // The first byte of a sample whose second has not come yet.
    private ulong _number;
    private bool _headerWritten;
    private bool _completed;

    /// <summary>Initializes a new instance of the <see cref="FlacEncoder"/> class.</summary>
    /// <param name="options">What is encoded, and how hard; <see langword="null"/> for 16,000 Hz, one channel, level 5.</param>
    /// <exception cref="ArgumentException">The blocks are larger than the streamable subset allows at this sample rate.</exception>
    public FlacEncoder(FlacEncoderOptions? options = null)
    {
        _options = options ?? new();
        var level = LevelSettings.Of(_options.Level);
        _blockFrames = _options.BlockFrames ?? level.BlockFramesAt(_options.SampleRate);
        if (_blockFrames > 4_608 && _options.SampleRate <= 48_000)
        {
            throw new ArgumentException($"Blocks of {_blockFrames} frames are too large for {_options.SampleRate} Hz: up to 48,000 Hz they hold 16 to 4,608 (RFC 9639, section 7).", nameof(options));
        }

        _channels = _options.Channels;
        _hasVariableBlocks = _options.HasVariableBlocks;
        _left = new int[_blockFrames];
        _right = new int[_channels == 2 ? _blockFrames : 0];
        _frames = new(_options, level, _blockFrames);
    }

    /// <summary>Gets how many frames (a sample of each channel) were taken and are not in the output yet.</summary>
    public int BufferedFrames => _samples / _channels;

    /// <summary>Gets how many bytes of PCM were taken and are not in the output yet.</summary>
    public int BufferedBytes => (_samples * sizeof(short)) + (_half >= 0 ? 1 : 0);

    /// <summary>Encodes the next PCM. The first call writes the header of the stream.</summary>
    /// <param name="pcm">16-bit little-endian samples, those of one instant side by side. Any number of bytes, cut anywhere; they are not kept.</param>
    /// <param name="output">Takes the blocks that are complete.</param>
    /// <exception cref="InvalidOperationException"><see cref="Complete"/> was called.</exception>
    public void Write(ReadOnlySpan<byte> pcm, IBufferWriter<byte> output)
    {
        Begin(output);
        if (_half >= 0 && !pcm.IsEmpty)
        {
            ReadOnlySpan<byte> sample = [(byte)_half, pcm[0]];
            _half = -1;
            Take(sample, output);
            pcm = pcm[1..];
        }

        Take(pcm[..(pcm.Length & ~1)], output);
        _half = (pcm.Length & 1) == 0 ? _half : pcm[^1];
    }

    /// <summary>Encodes the next samples. The first call writes the header of the stream.</summary>
    /// <param name="samples">Those of one instant side by side. Any number; they are not kept.</param>
    /// <param name="output">Takes the blocks that are complete.</param>
    /// <exception cref="InvalidOperationException"><see cref="Complete"/> was called.</exception>
    public void Write(ReadOnlySpan<short> samples, IBufferWriter<byte> output)
    {
        if (BitConverter.IsLittleEndian)
        {
            Write(MemoryMarshal.AsBytes(samples), output);
            return;
        }

        Span<byte> bytes = stackalloc byte[sizeof(short)];
        foreach (short sample in samples)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes, sample);
            Write(bytes, output);
        }
    }

    /// <summary>Encodes what waits, as a shorter block, and goes on. Each call costs some ten bytes and some compression.</summary>
    /// <param name="output">Takes the block.</param>
    /// <returns>How many frames wait still: fewer than 16 are no block unless it is the last.</returns>
    /// <exception cref="InvalidOperationException"><see cref="FlacEncoderOptions.HasVariableBlocks"/> is not set, or <see cref="Complete"/> was called.</exception>
    public int Flush(IBufferWriter<byte> output)
    {
        if (!_hasVariableBlocks)
        {
            throw new InvalidOperationException($"Blocks of this stream have one size. Set {nameof(FlacEncoderOptions)}.{nameof(FlacEncoderOptions.HasVariableBlocks)}, or end the stream by {nameof(Complete)}.");
        }

        Begin(output);
        if (BufferedFrames >= StreamHeader.MinBlockFrames)
        {
            EncodeBlock(output);
        }

        return BufferedFrames;
    }

    /// <summary>Encodes what waits as the last block; no more audio follows. Half a frame at the end is dropped.</summary>
    /// <param name="output">Takes the block, and the header of the stream if there was no audio at all.</param>
    /// <exception cref="InvalidOperationException">It was called before.</exception>
    public void Complete(IBufferWriter<byte> output)
    {
        Begin(output);
        _completed = true;
        _half = -1;
        if (BufferedFrames > 0)
        {
            EncodeBlock(output);
        }

        _samples = 0;
    }

    private void Begin(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (_completed)
        {
            throw new InvalidOperationException("The stream is complete: use a new encoder for another one.");
        }

        if (!_headerWritten)
        {
            StreamHeader.Write(output, _options, _blockFrames);
            _headerWritten = true;
        }
    }

    private void Take(ReadOnlySpan<byte> pcm, IBufferWriter<byte> output)
    {
        while (!pcm.IsEmpty)
        {
            int samples = Math.Min(pcm.Length / sizeof(short), (_blockFrames * _channels) - _samples);
            Deal(pcm[..(samples * sizeof(short))]);
            pcm = pcm[(samples * sizeof(short))..];
            if (_samples == _blockFrames * _channels)
            {
                EncodeBlock(output);
            }
        }
    }

    private void Deal(ReadOnlySpan<byte> pcm)
    {
        for (int at = 0; at < pcm.Length; at += sizeof(short), _samples++)
        {
            int sample = BinaryPrimitives.ReadInt16LittleEndian(pcm[at..]);
            if (_channels == 1)
            {
                _left[_samples] = sample;
            }
            else
            {
                ((_samples & 1) == 0 ? _left : _right)[_samples >> 1] = sample;
            }
        }
    }

    private void EncodeBlock(IBufferWriter<byte> output)
    {
        int frames = BufferedFrames;
        ReadOnlySpan<int> right = _channels == 2 ? _right.AsSpan(0, frames) : [];
        output.Write(_frames.Encode(_left.AsSpan(0, frames), right, _hasVariableBlocks ? _number : _number & FrameNumberMask));
        _number += _hasVariableBlocks ? (ulong)frames : 1;
        int rest = _samples - (frames * _channels); // The left half of a frame, where a stereo stream is flushed between its halves.
        _left[0] = rest > 0 ? _left[frames] : _left[0];
        _samples = rest;
    }
}
