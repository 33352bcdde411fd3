using System.Buffers;

namespace Mimi.Audio.Flac.Decoding;

/// <summary>Reads frames: header, a subframe for each channel, check.</summary>
internal sealed class FrameReader(BitBuffer bits, FlacStreamInfo stream)
{
    private const int CheckBits = 16;

    private readonly FrameHeaderReader _header = new(bits, stream);
    private readonly SubframeReader _subframe = new(bits);
    private readonly int[][] _channels = [.. Enumerable.Repeat<int[]>([], stream.Channels)];

    /// <summary>Gets the samples that each channel of the last frame has.</summary>
    public int Frames => _header.Frames;

    public IEnumerable<bool> Read()
    {
        bits.BeginCheck();
        foreach (bool wait in _header.Read())
        {
            yield return wait;
        }

        for (int channel = 0; channel < _channels.Length; channel++)
        {
            if (_channels[channel].Length < Frames)
            {
                _channels[channel] = new int[Frames];
            }

            foreach (bool wait in _subframe.Read(_channels[channel].AsMemory(0, Frames), stream.BitsPerSample + (IsSide(channel) ? 1 : 0)))
            {
                yield return wait;
            }
        }

        if (!bits.Align())
        {
            throw FlacError.Damaged("a block is filled up with something else than zeros");
        }

        ushort check = bits.Check();
        while (!bits.Has(CheckBits))
        {
            yield return false;
        }

        if (bits.Read(CheckBits) != check)
        {
            throw FlacError.Damaged("a block does not pass its check");
        }

        Decorrelation.Undo(_header.Assignment, _channels, Frames);
    }

    /// <summary>Writes the samples of the last frame.</summary>
    public void Write(IBufferWriter<byte> pcm) => SampleWriter.Write(_channels, Frames, stream.BitsPerSample, pcm);

    private bool IsSide(int channel) => _header.Assignment switch
    {
        ChannelAssignment.LeftSide or ChannelAssignment.MidSide => channel == 1,
        ChannelAssignment.SideRight => channel == 0,
        _ => false,
    };
}
