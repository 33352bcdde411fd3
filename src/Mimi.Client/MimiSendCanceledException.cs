namespace Mimi.Client;

/// <summary>The wait for room in the send buffer was cancelled by the caller's token.</summary>
public sealed class MimiSendCanceledException : OperationCanceledException
{
    /// <summary>Initializes a new instance of the <see cref="MimiSendCanceledException"/> class.</summary>
    /// <param name="bytesTaken">How much of the audio was taken before.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    public MimiSendCanceledException(long bytesTaken, CancellationToken cancellationToken)
        : base($"The send was cancelled; {bytesTaken} bytes of it were taken before and will be sent.", cancellationToken)
    {
        BytesTaken = bytesTaken;
    }

    /// <summary>Gets how much of the audio was taken before, and will be sent.</summary>
    /// <value>In bytes. Always 0 for audio that is not longer than the send buffer.</value>
    public long BytesTaken { get; }
}
