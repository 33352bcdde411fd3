namespace Mimi.Audio.Flac.Encoding;

/// <summary>Makes one frame of one block.</summary>
internal sealed class FrameEncoder
{
    private const int SampleBits = 16;
    private const int CheckBytes = 2;

    private readonly FlacEncoderOptions _options;
    private readonly StereoSearch _stereo;
    private readonly SubframeEncoder _left;
    private readonly SubframeEncoder? _right, _middle, _side;
    private readonly int[] _middleSamples, _sideSamples;
    private readonly BitWriter _bits;

    public FrameEncoder(FlacEncoderOptions options, LevelSettings level, int blockFrames)
    {
        _options = options;
        _stereo = options.Channels == 2 ? level.Stereo : StereoSearch.None;
        bool both = _stereo != StereoSearch.None;
        _left = new(level, blockFrames);
        _right = options.Channels == 2 ? new(level, blockFrames) : null;
        _middle = both ? new(level, blockFrames) : null;
        _side = both ? new(level, blockFrames) : null;
        _middleSamples = new int[both ? blockFrames : 0];
        _sideSamples = new int[both ? blockFrames : 0];

        // Nothing takes more than its samples: a subframe header and its samples, and one bit more each on the side.
        _bits = new(FrameHeader.MaxBytes + (options.Channels * (4 + ((SampleBits + 1) * blockFrames / 8))) + CheckBytes);
    }

    /// <summary>Encodes a block.</summary>
    /// <param name="left">The first channel.</param>
    /// <param name="right">The second channel, or empty.</param>
    /// <param name="number">The number that the header states.</param>
    /// <returns>The frame. Valid until the next call.</returns>
    public ReadOnlySpan<byte> Encode(ReadOnlySpan<int> left, ReadOnlySpan<int> right, ulong number)
    {
        ChannelAssignment assignment = Plan(left, right);
        _bits.Clear();
        FrameHeader.Write(_bits, _options, assignment, left.Length, number);
        (assignment switch
        {
            ChannelAssignment.SideRight => _side!,
            ChannelAssignment.MidSide => _middle!,
            _ => _left,
        }).Write(_bits);
        (assignment switch
        {
            ChannelAssignment.LeftSide or ChannelAssignment.MidSide => _side,
            _ => _right,
        })?.Write(_bits);
        _bits.Align();
        _bits.Write(Crc16.Of(_bits.Written), 8 * CheckBytes);
        _bits.Align();
        return _bits.Written;
    }

    private ChannelAssignment Plan(ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        if (_stereo == StereoSearch.None)
        {
            _left.Plan(left, SampleBits);
            _right?.Plan(right, SampleBits);
            return _right is null ? ChannelAssignment.Mono : ChannelAssignment.LeftRight;
        }

        Span<int> middle = _middleSamples.AsSpan(0, left.Length);
        Span<int> side = _sideSamples.AsSpan(0, left.Length);
        for (int i = 0; i < left.Length; i++)
        {
            middle[i] = (left[i] + right[i]) >> 1;
            side[i] = left[i] - right[i];
        }

        return _stereo == StereoSearch.Full ? PlanAll(left, right, middle, side) : PlanGuess(left, right, middle, side);
    }

    private ChannelAssignment PlanAll(ReadOnlySpan<int> left, ReadOnlySpan<int> right, ReadOnlySpan<int> middle, ReadOnlySpan<int> side)
    {
        _left.Plan(left, SampleBits);
        _right!.Plan(right, SampleBits);
        _middle!.Plan(middle, SampleBits);
        _side!.Plan(side, SampleBits + 1);
        return StereoChoice.Smallest((ulong)_left.Bits, (ulong)_right.Bits, (ulong)_middle.Bits, (ulong)_side.Bits);
    }

    private ChannelAssignment PlanGuess(ReadOnlySpan<int> left, ReadOnlySpan<int> right, ReadOnlySpan<int> middle, ReadOnlySpan<int> side)
    {
        ChannelAssignment guess = StereoChoice.Smallest(
            FixedPredictor.Roughness(left), FixedPredictor.Roughness(right), FixedPredictor.Roughness(middle), FixedPredictor.Roughness(side));
        if (guess is ChannelAssignment.LeftRight or ChannelAssignment.LeftSide)
        {
            _left.Plan(left, SampleBits);
        }

        if (guess is ChannelAssignment.LeftRight or ChannelAssignment.SideRight)
        {
            _right!.Plan(right, SampleBits);
        }

        if (guess == ChannelAssignment.MidSide)
        {
            _middle!.Plan(middle, SampleBits);
        }

        if (guess != ChannelAssignment.LeftRight)
        {
            _side!.Plan(side, SampleBits + 1);
        }

        return guess;
    }
}
