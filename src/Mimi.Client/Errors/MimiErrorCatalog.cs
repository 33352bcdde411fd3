using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;

namespace Mimi.Client;

/// <summary>What each failure means and what usually helps: one catalogue for exceptions, the command and the documentation.</summary>
public static class MimiErrorCatalog
{
    private static readonly FrozenDictionary<string, MimiErrorEntry> ById = ErrorTable.Entries.ToFrozenDictionary(static entry => entry.Id);

    /// <summary>Gets every entry.</summary>
    public static IReadOnlyList<MimiErrorEntry> All { get; } = Array.AsReadOnly(ErrorTable.Entries);

    /// <summary>Finds an entry by its name.</summary>
    /// <param name="id">The name, such as <c>http-401</c>.</param>
    /// <returns>The entry, or <see langword="null"/> if there is none of that name.</returns>
    public static MimiErrorEntry? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>Finds what is known of a failure.</summary>
    /// <param name="exception">The failure.</param>
    /// <returns>The entry, or <see langword="null"/> if the catalogue knows nothing of it.</returns>
    public static MimiErrorEntry? Find(MimiException exception) => exception switch
    {
        { EntryId: { } id } => ById[id],
        MimiServiceException { StatusCode: HttpStatusCode.OK, ErrorCode: { } error } => ById.GetValueOrDefault($"http-{error}"), // An error inside an answer that looks like a success.
        MimiServiceException { StatusCode: { } status } => ById.GetValueOrDefault($"http-{(int)status}"),
        MimiServiceException { CloseStatus: { } code } => OfClose((int)code),
        MimiTimeoutException => ById["timeout"],
        MimiIOException => ById[OfNetwork(exception)],
        MimiJsonException => ById["json"],
        MimiSerializationException => ById["message"],
        MimiOverloadException => ById["overload"],
        MimiResultOverflowException => ById["result-overflow"],
        _ => null,
    };

    private static MimiErrorEntry? OfClose(int code) =>
        code == (int)WebSocketCloseStatus.Empty ? ById["close-none"]
        : ById.TryGetValue($"close-{code}", out MimiErrorEntry? entry) ? entry
        : code is >= 4_000 and < 5_000 ? ById["close-4000"]
        : null;

    /// <summary>The first cause that says more than that the network failed.</summary>
    private static string OfNetwork(Exception exception)
    {
        for (Exception? cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AuthenticationException:
                    return "tls";
                case SocketException { SocketErrorCode: var error } when OfSocket(error) is { } id:
                    return id;
                case WebSocketException { WebSocketErrorCode: WebSocketError.ConnectionClosedPrematurely, InnerException: null or EndOfStreamException }:
                    return "connection-lost";
                case WebSocketException { WebSocketErrorCode: WebSocketError.Faulted or WebSocketError.HeaderError, InnerException: null }:
                    return "protocol-broken";
            }
        }

        return "network";
    }

    private static string? OfSocket(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => "host-not-found",
        SocketError.ConnectionRefused => "connection-refused",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown => "unreachable",
        SocketError.ConnectionReset or SocketError.ConnectionAborted => "connection-reset",
        SocketError.TimedOut => "timeout",
        _ => null,
    };
}
