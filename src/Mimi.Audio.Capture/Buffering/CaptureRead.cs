namespace Mimi.Audio.Capture.Buffering;

/// <summary>What one read gave.</summary>
/// <param name="Bytes">How many bytes; 0 at the end.</param>
/// <param name="Gap">What is missing in front of them.</param>
internal readonly record struct CaptureRead(int Bytes, CaptureGap? Gap)
{
    public bool IsEnd => Bytes == 0;
}
