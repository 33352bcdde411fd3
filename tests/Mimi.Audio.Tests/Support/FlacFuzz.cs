using System.Buffers;
using Mimi.Audio.Flac;

namespace Mimi.Audio.Tests.Support;

/// <summary>Feeds the decoder with streams that nobody should send.</summary>
internal sealed class FlacFuzz(int seed, IReadOnlyList<byte[]> proper)
{
    private const int MaxBlockBytes = 65_536 * 8 * 2;
    private const int MaxBlocks = 64; // A few bytes can stand for a long silence; it is not what is tested here.
    private const int FirstFrame = 42;

    private readonly Random _random = new(seed);
    private readonly ArrayBufferWriter<byte> _pcm = new(MaxBlockBytes);

    public int Decoded { get; private set; }

    public int Refused { get; private set; }

    public long Blocks { get; private set; }

    /// <summary>Makes one stream and decodes it in pieces.</summary>
    /// <exception cref="Exception">Whatever the decoder throws besides <see cref="AudioFormatException"/>.</exception>
    public void Next()
    {
        byte[] stream = Create();
        try
        {
            Decode(stream);
            Decoded++;
        }
        catch (AudioFormatException)
        {
            Refused++;
        }
    }

    /// <summary>Makes one stream.</summary>
    public byte[] Create() => _random.Next(5) switch
    {
        0 => RandomBytes(),
        1 => ProperHeadAndRandomBytes(),
        2 => RandomFrameHeader(),
        3 => Cut(),
        _ => Mutated(),
    };

    private void Decode(ReadOnlySpan<byte> stream)
    {
        var decoder = new FlacDecoder();
        int blocks = 0;
        while (!stream.IsEmpty)
        {
            ReadOnlySpan<byte> piece = stream[..Math.Min(stream.Length, _random.Next(1, 1 << _random.Next(1, 15)))];
            stream = stream[piece.Length..];
            while (decoder.TryDecodeBlock(ref piece, _pcm))
            {
                if (_pcm.WrittenCount > MaxBlockBytes)
                {
                    throw new InvalidDataException($"{_pcm.WrittenCount} bytes of one block.");
                }

                Blocks++;
                _pcm.ResetWrittenCount();
                if (++blocks == MaxBlocks)
                {
                    return;
                }
            }
        }

        decoder.Complete();
    }

    private byte[] RandomBytes()
    {
        byte[] stream = new byte[_random.Next(300)];
        _random.NextBytes(stream);
        return _random.Next(2) == 0 ? stream : [.. "fLaC"u8, .. stream];
    }

    private byte[] ProperHeadAndRandomBytes()
    {
        byte[] stream = new byte[_random.Next(2_000)];
        _random.NextBytes(stream);
        byte[] one = Any();
        return [.. one.AsSpan(0, Math.Min(one.Length, FirstFrame + 6 + _random.Next(30))), .. stream];
    }

    /// <summary>A header that passes its check, whatever it says, and random bits after it.</summary>
    private byte[] RandomFrameHeader()
    {
        byte[] start = [.. Any().AsSpan(0, FirstFrame)];
        if (_random.Next(2) == 0)
        {
            _random.NextBytes(start.AsSpan(18, 8));
        }

        byte[] header = [0xFF, 0xF8, (byte)_random.Next(256), (byte)(_random.Next(11) << 4 | _random.Next(8) << 1), (byte)_random.Next(128)];
        int more = (header[2] >> 4) switch { 6 => 1, 7 => 2, _ => 0 } + (header[2] & 15) switch { 12 => 1, 13 or 14 => 2, _ => 0 };
        byte[] extra = new byte[more];
        _random.NextBytes(extra);
        header = [.. header, .. extra];
        byte[] rest = new byte[_random.Next(20_000)];
        if (_random.Next(4) != 0)
        {
            _random.NextBytes(rest);
        }

        return [.. start, .. header, Check(header), (byte)(_random.Next(128) & ~1), .. rest];
    }

    private static byte Check(byte[] header)
    {
        int check = 0;
        for (int bit = 0; bit < header.Length * 8; bit++)
        {
            bool carry = (check >> 7 ^ header[bit / 8] >> (7 - (bit % 8)) & 1) == 1;
            check = (check << 1 & 0xFF) ^ (carry ? 0x07 : 0);
        }

        return (byte)check;
    }

    private byte[] Cut()
    {
        byte[] stream = Any();
        return stream[.._random.Next(stream.Length)];
    }

    private byte[] Mutated()
    {
        byte[] stream = [.. Any()];
        for (int change = _random.Next(1, 6); change > 0; change--)
        {
            stream[_random.Next(_random.Next(2) == 0 ? Math.Min(stream.Length, 80) : stream.Length)] = (byte)_random.Next(256);
        }

        return stream;
    }

    private byte[] Any() => proper[_random.Next(proper.Count)];
}
