namespace Mimi.Client;

/// <summary>The base class of every failure that this library reports, cancellation and misuse aside.</summary>
/// <remarks>A message never contains audio, text, tokens or anything else that the server or the caller sent.</remarks>
public abstract class MimiException : Exception
{
    private protected MimiException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Gets the name of the catalogue's entry, where the exception's type and properties do not tell it.</summary>
    internal string? EntryId { get; init; }

    /// <summary>Gets whether the same call may succeed when it is made again, unchanged.</summary>
    public virtual bool IsTransient => MimiErrorCatalog.Find(this)?.IsTransient ?? false;

    /// <summary>Gets how long the server asks to wait before the next try.</summary>
    /// <value><see langword="null"/> if it does not say.</value>
    public virtual TimeSpan? RetryAfter => null;

    /// <summary>Gets the id of the session that failed, if a result told it: what to name when asking the operator of the service.</summary>
    public string? SessionId { get; internal set; }

    /// <summary>Gets what usually helps, in one sentence for a developer.</summary>
    /// <value>From <see cref="MimiErrorCatalog"/>, which has it in Japanese, too; <see langword="null"/> if there is nothing more to say than the message does.</value>
    public virtual string? Advice => MimiErrorCatalog.Find(this)?.Cure;
}
