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
    private const float LeastDecibels = 26;

    /// <summary>How far speech stands out of the noise.</summary>
    private const float OverNoiseDecibels = 8;

    /// <summary>How much the level of speech changes within 200 ms at least; that of steady noise changes by 1 or 2 dB.</summary>
    private const float ChangeDecibels = 5;

    private readonly NoiseFloor _noise = new();
    private readonly short[] _samples; // What the first difference needs, and 20 ms.
    private readonly int _lead;
    private readonly float[] _levels = new float[2 * FramesPerBlock];
    private int _filledBytes;
    private int _frame;

    public VoiceActivity(MimiAudioFormat format)
    {
        _lead = format.Channels * Math.Max(1, format.SampleRate / 16_000);
        _samples = new short[_lead + (format.SampleRate / FramesPerSecond * format.Channels)];
        _filledBytes = _lead * sizeof(short);
    }

    /// <summary>Gets how much audio is judged at once.</summary>
    public static TimeSpan Block { get; } = TimeSpan.FromSeconds(1.0 * FramesPerBlock / FramesPerSecond);

    /// <summary>Listens to the audio that follows.</summary>
    /// <returns>How many bytes of speech there are in the blocks that ended with it.</returns>
    public int Add(ReadOnlySpan<byte> audio)
    {
        int speech = 0;
        Span<byte> frame = MemoryMarshal.AsBytes(_samples.AsSpan());
        while (!audio.IsEmpty)
        {
            int count = Math.Min(audio.Length, frame.Length - _filledBytes);
            audio[..count].CopyTo(frame[_filledBytes..]);
            audio = audio[count..];
            _filledBytes += count;
            if (_filledBytes == frame.Length && EndsInSpeech())
            {
                speech += FramesPerBlock * (_samples.Length - _lead) * sizeof(short);
            }
        }

        return speech;
    }

    /// <summary>Measures the frame that is full.</summary>
    /// <returns>Whether it ends a block, and that one is speech.</returns>
    private bool EndsInSpeech()
    {
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(_samples.AsSpan(_lead), _samples.AsSpan(_lead));
        }

        float level = Loudness.Decibels(_samples.AsSpan(_lead), _samples.AsSpan(0, _samples.Length - _lead));
        _samples.AsSpan(_samples.Length - _lead).CopyTo(_samples);
        _filledBytes = _lead * sizeof(short);
        _noise.Add(level);
        _levels[_frame++ % _levels.Length] = level;
        return _frame % FramesPerBlock == 0 && IsSpeech();
    }

    private bool IsSpeech()
    {
        int known = Math.Min(_frame, _levels.Length);
        (float least, float most) = (float.MaxValue, float.MinValue);
        foreach (float level in _levels.AsSpan(0, known))
        {
            (least, most) = (Math.Min(least, level), Math.Max(most, level));
        }

        float peak = float.MinValue;
        for (int i = 1; i <= FramesPerBlock; i++)
        {
            peak = Math.Max(peak, _levels[(_frame - i) % _levels.Length]);
        }

        return peak >= LeastDecibels && peak - _noise.Decibels >= OverNoiseDecibels && most - least >= ChangeDecibels;
    }
}
