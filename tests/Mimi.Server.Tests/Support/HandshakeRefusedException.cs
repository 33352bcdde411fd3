namespace Mimi.Server.Tests.Support;

internal sealed class HandshakeRefusedException(int status, Exception inner) : Exception($"Refused with {status}.", inner)
{
    public int Status { get; } = status;
}
