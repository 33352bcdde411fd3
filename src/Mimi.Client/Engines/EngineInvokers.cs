namespace Mimi.Client.Engines;

/// <summary>What an engine sends through: the caller's handler for everything, or two of its own, because a session has a connection to itself, with a limit that the bodies of requests must not have.</summary>
internal sealed class EngineInvokers : IDisposable
{
    /// <param name="given">The caller's handler, or <see langword="null"/> for own ones.</param>
    /// <param name="disposesGiven">Whether the caller's is disposed.</param>
    /// <param name="unacknowledgedLimit">See <see cref="MimiConnectionOptions.UnacknowledgedTimeout"/>.</param>
    public EngineInvokers(HttpMessageHandler? given, bool disposesGiven, Func<TimeSpan> unacknowledgedLimit)
    {
        Requests = given is null ? new HttpMessageInvoker(DefaultHandler.Create()) : new HttpMessageInvoker(given, disposesGiven);
        Upgrades = given is null ? new HttpMessageInvoker(DefaultHandler.CreateForUpgrades(unacknowledgedLimit)) : Requests;
    }

    public HttpMessageInvoker Requests { get; }

    public HttpMessageInvoker Upgrades { get; }

    public void Dispose()
    {
        Requests.Dispose();
        Upgrades.Dispose();
    }
}
