namespace Mimi.Frames;

/// <summary>A whole frame, lent until the next one is read.</summary>
/// <param name="Head">Its head.</param>
/// <param name="Bytes">Head and payload, as they came.</param>
internal readonly record struct Frame(FrameHead Head, Memory<byte> Bytes)
{
    public Memory<byte> Payload => Bytes[Head.Bytes..];

    /// <summary>Takes the mask off the payload, in place.</summary>
    public void Unmask()
    {
        if (!Head.IsMasked)
        {
            return;
        }

        ReadOnlySpan<byte> mask = Bytes.Span.Slice(Head.Bytes - FrameHead.MaskBytes, FrameHead.MaskBytes);
        Span<byte> payload = Payload.Span;
        for (int i = 0; i < payload.Length; i++)
        {
            payload[i] ^= mask[i % FrameHead.MaskBytes];
        }
    }
}
