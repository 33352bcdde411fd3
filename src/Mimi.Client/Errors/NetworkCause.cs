using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;

namespace Mimi.Client;

/// <summary>Finds the entry for what the network did, among the causes inside an exception.</summary>
internal static class NetworkCause
{
    /// <summary>The first cause, from the outside in, that says more than that the network failed. What is inside a request or a socket that failed says it better.</summary>
    public static string Of(MimiIOException failure)
    {
        string? general = null;
        bool wasOpen = false;
        for (Exception? cause = failure.InnerException; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case MimiIOException { EntryId: { } id }:
                    return id;
                case AuthenticationException:
                    return "tls";
                case SocketException { SocketErrorCode: SocketError.TimedOut } when wasOpen:
                    return "unacknowledged";
                case SocketException { SocketErrorCode: var error } when OfSocket(error) is { } id:
                    return id;
                case WebSocketException { WebSocketErrorCode: WebSocketError.Faulted or WebSocketError.HeaderError, InnerException: null }:
                    return "protocol-broken";
            }

            wasOpen |= cause is IOException or WebSocketException; // Making a connection throws none.
            general ??= General(cause);
        }

        return general ?? "network";
    }

    /// <summary>Whether one failure of a connection says more of its cause than another.</summary>
    public static bool SaysMore(MimiIOException failure, MimiIOException other) => Weight(Of(failure)) > Weight(Of(other));

    /// <summary>Whether a host's name could not be resolved.</summary>
    public static bool IsOfName(SocketError error) => error is SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery;

    private static int Weight(string entryId) => entryId switch
    {
        "network" => 0,
        "connection-lost" => 1, // What is left to see of a connection whose cause another was told.
        "connection-reset" => 2,
        _ => 3,
    };

    private static string? General(Exception cause) => cause switch
    {
        WebSocketException { WebSocketErrorCode: WebSocketError.ConnectionClosedPrematurely } => "connection-lost",
        HttpRequestException { HttpRequestError: var error } => OfRequest(error),
        HttpIOException { HttpRequestError: var error } => OfRequest(error),
        _ => null,
    };

    private static string? OfRequest(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "host-not-found",
        HttpRequestError.SecureConnectionError => "tls-closed",
        HttpRequestError.ProxyTunnelError => "proxy",
        HttpRequestError.ResponseEnded => "connection-lost",
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => "not-http",
        _ => null,
    };

    private static string? OfSocket(SocketError error) => error switch
    {
        _ when IsOfName(error) => "host-not-found",
        SocketError.ConnectionRefused => "connection-refused",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown
            or SocketError.AddressFamilyNotSupported => "unreachable",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.NetworkReset => "connection-reset",
        SocketError.Shutdown or SocketError.NotConnected or SocketError.Disconnecting => "connection-lost",
        SocketError.AccessDenied => "access-denied",
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable or SocketError.ProcessLimit or SocketError.AddressNotAvailable => "local-resources",
        SocketError.TimedOut => "timeout",
        _ => null,
    };
}
