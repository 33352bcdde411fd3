namespace Mimi.Server.Tests.Support;

internal sealed class HandshakeRefusedException(int status, string? retryAfter, Exception inner) : Exception($"Refused with {status}.", inner)
{
    public int Status { get; } = status;

    public string? RetryAfter { get; } = retryAfter;
}
