using System.Buffers;

namespace Mimi.Client.Continuous;

/// <summary>The latest part of the audio, by its place in the whole. It holds pooled blocks, as many as it needs. Not safe for concurrent use.</summary>
internal sealed class AudioWindow
{
    private const int BlockBytes = 32_768;

    private readonly List<byte[]> _blocks = [];
    private long _firstBlock; // The place of the first block's first byte.

    public long Start { get; private set; }

    public long End { get; private set; }

    public int Length => (int)(End - Start);

    public void Append(ReadOnlySpan<byte> audio)
    {
        while (!audio.IsEmpty)
        {
            int offset = (int)(End - _firstBlock);
            if (offset == _blocks.Count * BlockBytes)
            {
                _blocks.Add(ArrayPool<byte>.Shared.Rent(BlockBytes));
            }

            Span<byte> room = _blocks[^1].AsSpan(offset % BlockBytes, BlockBytes - (offset % BlockBytes));
            int count = Math.Min(room.Length, audio.Length);
            audio[..count].CopyTo(room);
            audio = audio[count..];
            End += count;
        }
    }

    /// <summary>Copies from <paramref name="position"/> on, which is inside the window, as are all the bytes asked for.</summary>
    public void CopyTo(long position, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int offset = (int)(position - _firstBlock);
            ReadOnlySpan<byte> block = _blocks[offset / BlockBytes].AsSpan(offset % BlockBytes, BlockBytes - (offset % BlockBytes));
            int count = Math.Min(block.Length, destination.Length);
            block[..count].CopyTo(destination);
            destination = destination[count..];
            position += count;
        }
    }

    /// <summary>Forgets what is before <paramref name="position"/>.</summary>
    public void TrimTo(long position)
    {
        Start = Math.Clamp(position, Start, End);
        int whole = (int)((Start - _firstBlock) / BlockBytes);
        for (int i = 0; i < whole; i++)
        {
            ArrayPool<byte>.Shared.Return(_blocks[i]);
        }

        _blocks.RemoveRange(0, whole);
        _firstBlock += (long)whole * BlockBytes;
    }

    /// <summary>Gives everything back. The window keeps its place.</summary>
    public void Release()
    {
        foreach (byte[] block in _blocks)
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        _blocks.Clear();
        Start = _firstBlock = End;
    }
}
