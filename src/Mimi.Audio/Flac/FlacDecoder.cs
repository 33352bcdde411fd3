using System.Buffers;
using Mimi.Audio.Flac.Decoding;

namespace Mimi.Audio.Flac;

/// <summary>Decodes FLAC as it comes, in pieces of any size, to 16-bit PCM.</summary>
/// <remarks>
/// It reads what RFC 9639 describes with 4 to 24 bits a sample and 1 to 8 channels, streams without a length and blocks of varying size among them. Samples of more than 16 bits are rounded, those of
/// fewer are shifted up. Each header and each block is checked; what is damaged or hostile ends in an <see cref="AudioFormatException"/>. It keeps one block and 16 KB of the stream, never more,
/// but a few bytes can stand for a long silence: take the audio block by block with <see cref="TryDecodeBlock"/> where the sender is not trusted. Not thread-safe.
/// </remarks>
public sealed class FlacDecoder
{
    private readonly BitBuffer _bits = new();
    private readonly FlacStreamReader _reader;
    private readonly IEnumerator<bool> _progress;
    private bool _failed;
    private bool _completed;

    /// <summary>Initializes a new instance of the <see cref="FlacDecoder"/> class.</summary>
    public FlacDecoder()
    {
        _reader = new(_bits);
        _progress = _reader.Read().GetEnumerator();
    }

    /// <summary>Gets what the stream says of itself.</summary>
    /// <value><see langword="null"/> until enough of the stream was there.</value>
    public FlacStreamInfo? StreamInfo => _reader.StreamInfo;

    /// <summary>Gets how many frames (a sample of each channel) were decoded.</summary>
    public long DecodedFrames => _reader.DecodedFrames;

    /// <summary>Decodes the next bytes, as far as they go.</summary>
    /// <param name="stream">Any number of bytes, cut anywhere. They are not kept.</param>
    /// <param name="pcm">Takes the 16-bit little-endian samples, those of one instant side by side: all that the bytes stand for, which may be a thousand times their size and more.</param>
    /// <exception cref="AudioFormatException">The stream is no FLAC, of a kind that is not supported, or damaged.</exception>
    /// <exception cref="InvalidOperationException">An exception was thrown before, or <see cref="Complete"/> was called.</exception>
    public void Write(ReadOnlySpan<byte> stream, IBufferWriter<byte> pcm)
    {
        while (TryDecodeBlock(ref stream, pcm))
        {
        }
    }

    /// <summary>Decodes up to the end of the next block.</summary>
    /// <param name="stream">Any number of bytes, cut anywhere. Set to those that were not taken yet: pass them to the next call.</param>
    /// <param name="pcm">Takes the 16-bit little-endian samples of at most one block: up to 65,536 of each channel.</param>
    /// <returns><see langword="true"/> if a block was decoded: call it again. <see langword="false"/> if the stream is used up: call it with more of it.</returns>
    /// <exception cref="AudioFormatException">The stream is no FLAC, of a kind that is not supported, or damaged.</exception>
    /// <exception cref="InvalidOperationException">An exception was thrown before, or <see cref="Complete"/> was called.</exception>
    public bool TryDecodeBlock(ref ReadOnlySpan<byte> stream, IBufferWriter<byte> pcm)
    {
        ArgumentNullException.ThrowIfNull(pcm);
        if (_failed || _completed)
        {
            throw new InvalidOperationException("The stream has ended: use a new decoder for another one.");
        }

        while (true)
        {
            stream = stream[_bits.Fill(stream)..];
            if (Advance())
            {
                _reader.WriteBlock(pcm);
                return true;
            }

            if (stream.IsEmpty)
            {
                return false;
            }
        }
    }

    /// <summary>Says that no more of the stream follows.</summary>
    /// <exception cref="AudioFormatException">The stream ends before its audio begins, or within a block.</exception>
    /// <exception cref="InvalidOperationException">An exception was thrown before.</exception>
    public void Complete()
    {
        if (_failed)
        {
            throw new InvalidOperationException("The stream has failed before.");
        }

        _completed = true;
        if (_reader.IsInside)
        {
            _failed = true;
            throw new AudioFormatException(!_reader.HasBegun ? "This FLAC stream ends before its audio begins." : $"This FLAC stream is cut off: it ends within a block, after {DecodedFrames} whole frames.");
        }
    }

    /// <returns>Whether a block is complete.</returns>
    private bool Advance()
    {
        try
        {
            _progress.MoveNext();
            return _progress.Current;
        }
        catch (AudioFormatException)
        {
            _failed = true;
            throw;
        }
    }
}
