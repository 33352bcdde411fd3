using System.Collections.Frozen;
using System.Net;
using System.Net.WebSockets;

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
        MimiServiceException { StatusCode: HttpStatusCode.OK, ErrorCode: { } error } => OfStatus(error), // An error inside an answer that looks like a success.
        MimiServiceException { StatusCode: { } status } => OfStatus((int)status),
        MimiServiceException { CloseStatus: { } code } => OfClose((int)code),
        MimiIOException network => ById[NetworkCause.Of(network)],
        MimiJsonException => ById["json"],
        MimiSerializationException => ById["message"],
        MimiOverloadException => ById["overload"],
        MimiResultOverflowException => ById["result-overflow"],
        _ => null,
    };

    /// <summary>Finds an entry by the number that libmimiio, mimi's C++ client, has for the failure.</summary>
    /// <param name="code">The number, such as 705.</param>
    /// <returns>The entry, or <see langword="null"/> if there is no such number, or nothing of that kind can happen here.</returns>
    public static MimiErrorEntry? FindByLibmimiioCode(int code) =>
        LibmimiioCodes.Find(code)?.EntryId is { } id ? ById[id] : null;

    private static MimiErrorEntry? OfStatus(int status) =>
        ById.TryGetValue($"http-{status}", out MimiErrorEntry? entry) ? entry
        : status is >= 300 and < 600 ? ById[$"http-{status / 100}xx"]
        : null;

    private static MimiErrorEntry OfClose(int code) =>
        code == (int)WebSocketCloseStatus.Empty ? ById["close-none"]
        : ById.TryGetValue($"close-{code}", out MimiErrorEntry? entry) ? entry
        : ById[code is >= 4_000 and < 5_000 ? "close-4000" : "close-other"];
}
