using System.Net;
using Mimi.Wire;

namespace Mimi.Client.Testing;

/// <summary>A request as a scripted server was sent it.</summary>
public sealed class ScriptedRequest
{
    private readonly Dictionary<string, string> _query;

    internal ScriptedRequest(string method, string target, Dictionary<string, string> headers)
    {
        Method = method;
        Target = target;
        Headers = headers;
        _query = ParseQuery(target);
    }

    /// <summary>Gets the method, such as <c>POST</c>.</summary>
    public string Method { get; }

    /// <summary>Gets the path and query.</summary>
    public string Target { get; }

    /// <summary>Gets the headers, whose names may be written in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Gets the body; empty for a session.</summary>
    public ReadOnlyMemory<byte> Body { get; internal set; }

    /// <summary>Gets the service that was asked for (<c>x-mimi-process</c>), such as <c>nict-asr</c>; empty if none was named.</summary>
    public string Service => Value(MimiHeaders.Process) ?? "";

    internal bool IsUpgrade => Headers.TryGetValue("Upgrade", out string? protocol) && protocol.Contains("websocket", StringComparison.OrdinalIgnoreCase);

    /// <summary>Finds a value that may come as a header, or as a query parameter without <c>x-mimi-</c>.</summary>
    /// <param name="header">The header's name.</param>
    /// <returns>The value; <see langword="null"/> if there is none.</returns>
    public string? Value(string header)
    {
        ArgumentNullException.ThrowIfNull(header);
        string parameter = header.StartsWith(MimiHeaders.Prefix, StringComparison.OrdinalIgnoreCase) ? header[MimiHeaders.Prefix.Length..] : header;
        return Headers.TryGetValue(header, out string? value) || _query.TryGetValue(parameter, out value) ? value : null;
    }

    private static Dictionary<string, string> ParseQuery(string target)
    {
        var query = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        int begin = target.IndexOf('?', StringComparison.Ordinal);
        foreach (string part in begin < 0 ? [] : target[(begin + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=', 2);
            query[WebUtility.UrlDecode(pair[0])] = pair.Length == 2 ? WebUtility.UrlDecode(pair[1]) : "";
        }

        return query;
    }
}
