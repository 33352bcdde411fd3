namespace Mimi.Audio.Flac.Decoding;

/// <summary>Reads what comes before the subframes, and checks it against what the stream said of itself (RFC 9639, section 9.1).</summary>
internal sealed class FrameHeaderReader(BitBuffer bits, FlacStreamInfo stream)
{
    private const int MaxBytes = 16;
    private const int MaxAssignment = 10;

    private readonly byte[] _header = new byte[MaxBytes];
    private int _length;

    /// <summary>Gets the samples that each channel of the frame has.</summary>
    public int Frames { get; private set; }

    /// <summary>Gets what the subframes hold.</summary>
    public ChannelAssignment Assignment { get; private set; }

    public IEnumerable<bool> Read()
    {
        _length = 0;
        while (!TryTake(4))
        {
            yield return false;
        }

        if (_header[0] != 0xFF || (_header[1] & 0xFE) != 0xF8)
        {
            throw FlacError.Damaged("a block does not begin where it should");
        }

        while (!TryTake(1))
        {
            yield return false;
        }

        int more = BytesAfter(_header[4]);
        int sizeCode = _header[2] >> 4;
        int rateCode = _header[2] & 15;
        int sizeBytes = sizeCode switch { 6 => 1, 7 => 2, _ => 0 };
        int rateBytes = rateCode switch { FlacSampleRate.KilohertzCode => 1, FlacSampleRate.HertzCode or FlacSampleRate.TensOfHertzCode => 2, _ => 0 };
        while (!TryTake(more + sizeBytes + rateBytes + 1))
        {
            yield return false;
        }

        if (Crc8.Of(_header.AsSpan(0, _length - 1)) != _header[_length - 1])
        {
            throw FlacError.Damaged("the header of a block does not pass its check");
        }

        Frames = FramesOf(sizeCode, _header.AsSpan(5 + more, sizeBytes));
        CheckRate(rateCode, _header.AsSpan(5 + more + sizeBytes, rateBytes));
        CheckFormat(_header[3]);
    }

    /// <summary>The number of the frame is a character of UTF-8 of up to 7 bytes; the first tells how many follow.</summary>
    private static int BytesAfter(byte first)
    {
        int ones = byte.LeadingZeroCount((byte)~first);
        return ones is 1 or 8 ? throw FlacError.Damaged("a block has no number") : Math.Max(0, ones - 1);
    }

    private static int Number(ReadOnlySpan<byte> bytes)
    {
        int number = 0;
        foreach (byte value in bytes)
        {
            number = number << 8 | value;
        }

        return number;
    }

    private static int FramesOf(int code, ReadOnlySpan<byte> extra) => code switch
    {
        0 => throw FlacError.Damaged("a block has a size that is reserved"),
        1 => 192,
        <= 5 => 576 << (code - 2),
        6 or 7 => Number(extra) + 1,
        _ => 256 << (code - 8),
    };

    private bool TryTake(int bytes)
    {
        if (!bits.Has(8 * bytes))
        {
            return false;
        }

        for (; bytes > 0; bytes--)
        {
            _header[_length++] = (byte)bits.Read(8);
        }

        return true;
    }

    private void CheckRate(int code, ReadOnlySpan<byte> extra)
    {
        int rate = code switch
        {
            0 => stream.SampleRate,
            FlacSampleRate.KilohertzCode => Number(extra) * 1_000,
            FlacSampleRate.HertzCode => Number(extra),
            FlacSampleRate.TensOfHertzCode => Number(extra) * 10,
            15 => throw FlacError.Damaged("a block has a sample rate that is reserved"),
            _ => FlacSampleRate.OfCode(code),
        };
        if (rate != stream.SampleRate)
        {
            throw FlacError.Damaged($"a block has {rate} Hz in a stream of {stream.SampleRate} Hz");
        }
    }

    private void CheckFormat(byte field)
    {
        Assignment = (ChannelAssignment)(field >> 4);
        int channels = Assignment >= ChannelAssignment.LeftSide ? 2 : (int)Assignment + 1;
        int width = (field >> 1 & 7) switch { 0 => stream.BitsPerSample, 1 => 8, 2 => 12, 4 => 16, 5 => 20, 6 => 24, 7 => 32, _ => 0 };
        if ((int)Assignment > MaxAssignment || (field & 1) != 0 || channels != stream.Channels || width != stream.BitsPerSample)
        {
            throw FlacError.Damaged("a block has other channels or another width than the stream");
        }
    }
}
