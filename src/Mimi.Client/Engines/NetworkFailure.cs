using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;

namespace Mimi.Client.Engines;

/// <summary>Turns what a network stack throws into what this library throws.</summary>
internal static class NetworkFailure
{
    /// <summary>Returns <see langword="null"/> for what is to be left as it is: the caller's own cancellation, and misuse.</summary>
    public static Exception? Translate(Exception failure, Uri address, TimeSpan waited, CancellationToken cancellationToken)
    {
        if (failure is not (HttpRequestException or IOException or SocketException or AuthenticationException or WebSocketException or OperationCanceledException))
        {
            return null;
        }

        if (cancellationToken.IsCancellationRequested)
        {
            // A stack may notice the cancellation by the connection that it cut itself.
            return failure is OperationCanceledException ? null : new OperationCanceledException(cancellationToken);
        }

        return Find<MimiException>(failure)
            ?? (IsTimeout(failure)
                ? new MimiTimeoutException($"{address.HostAndPort()} did not answer in {waited.TotalSeconds:0.#} s.", waited, failure)
                : new MimiIOException(Describe(failure, address), failure));
    }

    private static bool IsTimeout(Exception failure) =>
        Find<TimeoutException>(failure) is not null
        || Find<OperationCanceledException>(failure) is not null // Not the caller's, so the stack's own limit.
        || Find<SocketException>(failure) is { SocketErrorCode: SocketError.TimedOut };

    private static string Describe(Exception failure, Uri address) => Find<HttpRequestException>(failure)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => $"The name {address.Host} could not be resolved.",
        HttpRequestError.ConnectionError => $"No connection to {address.HostAndPort()} could be made.",
        HttpRequestError.SecureConnectionError => $"No secure connection to {address.HostAndPort()} could be made.",
        HttpRequestError.ProxyTunnelError => $"The proxy made no connection to {address.HostAndPort()}.",
        _ => $"{address.HostAndPort()} gave no valid answer.",
    };

    private static T? Find<T>(Exception failure)
        where T : Exception
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is T found)
            {
                return found;
            }
        }

        return null;
    }
}
