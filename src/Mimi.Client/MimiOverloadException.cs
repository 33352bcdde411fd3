namespace Mimi.Client;

/// <summary>The send buffer has no room, and the session was opened with <see cref="MimiOverload.Fail"/>; or commands alone fill it. Nothing was taken, and the session goes on.</summary>
public sealed class MimiOverloadException : MimiException
{
    /// <summary>Initializes a new instance of the <see cref="MimiOverloadException"/> class.</summary>
    /// <param name="bytes">How many bytes were to be sent.</param>
    /// <param name="capacity">How many bytes the send buffer holds.</param>
    public MimiOverloadException(int bytes, int capacity)
        : base($"The send buffer of {capacity} bytes has no room for {bytes} more: the connection is slower than the audio.", null)
    {
        Bytes = bytes;
        Capacity = capacity;
    }

    /// <summary>Gets how many bytes were to be sent.</summary>
    public int Bytes { get; }

    /// <summary>Gets how many bytes the send buffer holds.</summary>
    public int Capacity { get; }
}
