namespace Mimi.Client.Tests.Support;

/// <summary>A stream that cannot seek, such as a pipe.</summary>
internal sealed class ForwardOnlyStream(byte[] content) : MemoryStream(content)
{
    public override bool CanSeek => false;
}
