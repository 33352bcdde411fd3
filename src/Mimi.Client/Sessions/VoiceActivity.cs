using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Mimi.Client.Sessions;

/// <summary>Tells speech from silence and steady noise in 16-bit PCM, by its loudness over the noise and by how much the loudness changes. Does not allocate.</summary>
/// <remarks>
/// Levels are those of the difference between samples 1/16,000 s apart, which takes rumble, hum and offsets out. A block of 100 ms is speech if its loudest 20 ms stand out of
/// the quietest of the last two seconds, are louder than a microphone's own noise, and are unlike what is around them: noise that begins is taken for speech for 200 ms at most.
/// </remarks>
internal sealed class VoiceActivity
{
    private const int FramesPerSecond = 50;
    private const int FramesPerBlock = 5;

    /// <summary>The least level of speech: a root mean square of 20, about that of very low speech.</summary>
    private const float Least = 400;

    /// <summary>How far speech stands out of the noise: 8 dB.</summary>
    private const float OverNoise = 6.31f;

    /// <summary>How much the level of speech changes within 200 ms at least: 5 dB. That of steady noise changes by 1 or 2 dB.</summary>
    private const float Change = 3.16f;

    private static readonly (float Least, float Most) Nothing = (float.MaxValue, float.MinValue);

    private readonly NoiseFloor _noise = new();
    private readonly short[] _before; // What the next differences need: the last values, as many as a difference spans.
    private readonly int _frameValues;
    private (float Least, float Most) _block = Nothing;
    private (float Least, float Most) _lastBlock = Nothing;
    private float _squares;
    private int _filled;
    private int _frames; // Of the block.
    private int _half = -1; // The first byte of a value that is cut.

    public VoiceActivity(MimiAudioFormat format)
    {
        _before = new short[format.Channels * Math.Max(1, format.SampleRate / 16_000)];
        _frameValues = format.SampleRate / FramesPerSecond * format.Channels;
    }

    /// <summary>Gets how much audio is judged at once.</summary>
    public static TimeSpan Block { get; } = TimeSpan.FromSeconds(1.0 * FramesPerBlock / FramesPerSecond);

    /// <summary>Listens to the audio that follows, which may be cut anywhere.</summary>
    /// <returns>How many bytes of speech there are in the blocks that ended with it.</returns>
    public int Add(ReadOnlySpan<byte> audio)
    {
        int speech = 0;
        if (_half >= 0 && !audio.IsEmpty)
        {
            speech += Add([(short)(_half | (audio[0] << 8))]);
            _half = -1;
            audio = audio[1..];
        }

        if (BitConverter.IsLittleEndian)
        {
            speech += Add(MemoryMarshal.Cast<byte, short>(audio));
        }
        else
        {
            for (int i = 0; i + 1 < audio.Length; i += sizeof(short))
            {
                speech += Add([BinaryPrimitives.ReadInt16LittleEndian(audio[i..])]);
            }
        }

        _half = audio.Length % sizeof(short) == 1 ? audio[^1] : _half;
        return speech;
    }

    private int Add(ReadOnlySpan<short> values)
    {
        int speech = 0;
        while (!values.IsEmpty)
        {
            ReadOnlySpan<short> piece = values[..Math.Min(values.Length, _frameValues - _filled)];
            values = values[piece.Length..];
            Measure(piece);
            if (_filled == _frameValues && EndsFrame())
            {
                speech += FramesPerBlock * _frameValues * sizeof(short);
            }
        }

        return speech;
    }

    private void Measure(ReadOnlySpan<short> piece)
    {
        int first = Math.Min(piece.Length, _before.Length); // So many are different from what came before the piece.
        _squares += Loudness.SumOfSquaredDifferences(piece[..first], _before) + Loudness.SumOfSquaredDifferences(piece[first..], piece[..^first]);
        _filled += piece.Length;
        _before.AsSpan(first).CopyTo(_before);
        piece[^first..].CopyTo(_before.AsSpan(_before.Length - first));
    }

    /// <summary>Takes the frame that is full.</summary>
    /// <returns>Whether it ends a block, and that one is speech.</returns>
    private bool EndsFrame()
    {
        float level = (_squares / _frameValues) + 1; // That of silence is one, so that what is a multiple of it is told from it.
        (_squares, _filled) = (0, 0);
        _noise.Add(level);
        _block = (Math.Min(_block.Least, level), Math.Max(_block.Most, level));
        return ++_frames == FramesPerBlock && EndsBlock();
    }

    /// <returns>Whether it is speech.</returns>
    private bool EndsBlock()
    {
        float change = Math.Max(_block.Most, _lastBlock.Most) / Math.Min(_block.Least, _lastBlock.Least);
        bool isSpeech = _block.Most >= Least && _block.Most >= _noise.Level * OverNoise && change >= Change;
        (_lastBlock, _block, _frames) = (_block, Nothing, 0);
        return isSpeech;
    }
}
