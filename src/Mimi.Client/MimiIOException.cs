using System.Security.Authentication;

namespace Mimi.Client;

/// <summary>The network failed: no connection could be made, or it was lost.</summary>
public class MimiIOException : MimiException
{
    /// <summary>Initializes a new instance of the <see cref="MimiIOException"/> class.</summary>
    /// <param name="message">What failed.</param>
    /// <param name="innerException">The cause.</param>
    public MimiIOException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <inheritdoc/>
    /// <value><see langword="true"/>, unless the server's certificate was not accepted.</value>
    public override bool IsTransient => !IsTlsFailure;

    /// <inheritdoc/>
    public override string? Advice => IsTlsFailure
        ? "Check the server's certificate, the address and the clock of this machine."
        : "Check the address, the network and the proxy settings, and try again.";

    private bool IsTlsFailure
    {
        get
        {
            for (Exception? cause = InnerException; cause is not null; cause = cause.InnerException)
            {
                if (cause is AuthenticationException)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
