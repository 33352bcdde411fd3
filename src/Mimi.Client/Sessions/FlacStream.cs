using System.Buffers;
using Mimi.Audio.Flac;

namespace Mimi.Client.Sessions;

/// <summary>Makes one FLAC stream of a session's PCM, and tells which of it has left. For one thread at a time; does not allocate once its buffers have grown to what is sent at a time.</summary>
/// <remarks>What does not fill a block is held here besides in the encoder, so that only that counts as sent which the other side can decode.</remarks>
internal sealed class FlacStream(MimiAudioFormat format, int level)
{
    private readonly FlacEncoder _encoder = Encoder(format, level);
    private readonly ArrayBufferWriter<byte> _encoded = new();
    private readonly HeldAudio _held = new();
    private bool _isGiven; // What is encoded was given out, and is forgotten by the next call.

    /// <summary>Makes an encoder for audio that can be encoded.</summary>
    /// <param name="format">The PCM.</param>
    /// <param name="level">How hard to try, 0 to 8.</param>
    public static FlacEncoder Encoder(MimiAudioFormat format, int level) => new(new() { SampleRate = format.SampleRate, Channels = format.Channels, Level = level });

    /// <summary>Takes audio.</summary>
    /// <param name="frame">The audio. What is kept of it is copied.</param>
    /// <param name="left">Takes what leaves with the result, in order; valid as long as the result and <paramref name="frame"/>.</param>
    /// <returns>The next bytes of the stream, whole blocks of it, until the next call; empty while none is complete.</returns>
    public ReadOnlyMemory<byte> Add(in SendFrame frame, List<SendFrame> left)
    {
        Forget();
        _encoder.Write(frame.Bytes.Span, _encoded);
        int waiting = _encoder.BufferedBytes;
        int leaving = frame.Bytes.Length - waiting; // Of the frame, if a block is complete: what was held is shorter than one.
        if (waiting == _held.Length + frame.Bytes.Length)
        {
            _held.Add(frame);
            return default; // The head of the stream goes out with the first block.
        }

        _held.MoveTo(left);
        left.Add(frame with { Bytes = frame.Bytes[..leaving] });
        _held.Add(new(frame.Bytes[leaving..], frame.Kind, frame.Kind == SendKind.Audio ? frame.Position + leaving : frame.Position));
        return Give();
    }

    /// <summary>Ends the stream.</summary>
    /// <param name="left">Takes what leaves with the result, in order; valid as long as the result.</param>
    /// <returns>The last bytes of the stream, with what was held as a shorter block.</returns>
    public ReadOnlyMemory<byte> Complete(List<SendFrame> left)
    {
        Forget();
        _encoder.Complete(_encoded);
        _held.MoveTo(left);
        return Give();
    }

    private ReadOnlyMemory<byte> Give()
    {
        _isGiven = true;
        return _encoded.WrittenMemory;
    }

    private void Forget()
    {
        if (_isGiven)
        {
            _isGiven = false;
            _encoded.ResetWrittenCount();
        }
    }
}
