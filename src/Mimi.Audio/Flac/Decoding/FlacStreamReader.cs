using System.Buffers;

namespace Mimi.Audio.Flac.Decoding;

/// <summary>Reads a stream from its mark to its last frame. Each iterator here yields <see langword="false"/> when it needs more of the stream, and goes on when there is more.</summary>
internal sealed class FlacStreamReader(BitBuffer bits)
{
    private const uint Mark = 0x664C6143; // fLaC
    private const int StreamInfoType = 0;
    private const int InvalidType = 127;

    private FrameReader? _frames;

    public FlacStreamInfo? StreamInfo { get; private set; }

    public long DecodedFrames { get; private set; }

    /// <summary>Gets a value indicating whether the description is behind us, and audio or the end comes next.</summary>
    public bool HasBegun => _frames is not null;

    /// <summary>Gets a value indicating whether the stream may not end here.</summary>
    public bool IsInside { get; private set; } = true;

    /// <summary>Yields <see langword="true"/> when <see cref="WriteBlock"/> has a block to write.</summary>
    public IEnumerable<bool> Read()
    {
        foreach (bool wait in ReadHead())
        {
            yield return wait;
        }

        _frames = new(bits, StreamInfo!);
        while (StreamInfo!.TotalFrames is not { } total || DecodedFrames < total)
        {
            while (!bits.Has(1))
            {
                IsInside = false; // Between two frames: here any stream may end.
                yield return false;
            }

            IsInside = true;
            foreach (bool wait in _frames.Read())
            {
                yield return wait;
            }

            DecodedFrames += _frames.Frames;
            IsInside = false;
            yield return true;
        }

        while (true) // What follows the last frame, as tags do, is nothing of ours.
        {
            bits.Skip(int.MaxValue);
            yield return false;
        }
    }

    public void WriteBlock(IBufferWriter<byte> pcm) => _frames!.Write(pcm);

    private IEnumerable<bool> ReadHead()
    {
        while (!bits.Has(32))
        {
            yield return false;
        }

        if (bits.Read(32) != Mark)
        {
            throw new AudioFormatException("This is not a FLAC stream: it does not begin with fLaC.");
        }

        bool last;
        do
        {
            while (!bits.Has(32))
            {
                yield return false;
            }

            last = bits.Read(1) == 1;
            uint type = bits.Read(7);
            int left = (int)bits.Read(24);
            if ((type == StreamInfoType) != (StreamInfo is null) || type == InvalidType)
            {
                throw FlacError.Damaged("its description is not where it should be");
            }

            if (type == StreamInfoType)
            {
                while (!bits.Has(8 * StreamInfoBlock.Bytes))
                {
                    yield return false;
                }

                StreamInfo = ReadStreamInfo(left);
                left = 0;
            }

            while ((left -= bits.Skip(left)) > 0)
            {
                yield return false;
            }
        }
        while (!last);
    }

    private FlacStreamInfo ReadStreamInfo(int length)
    {
        if (length != StreamInfoBlock.Bytes)
        {
            throw FlacError.Damaged($"its description has {length} bytes instead of {StreamInfoBlock.Bytes}");
        }

        Span<byte> block = stackalloc byte[StreamInfoBlock.Bytes];
        foreach (ref byte value in block)
        {
            value = (byte)bits.Read(8);
        }

        return StreamInfoBlock.Read(block);
    }
}
