using System.Net;
using Mimi.Wire;

namespace Mimi.Client.Engines;

/// <summary>The WebSocket handshake over HTTP/1.1 (RFC 6455, section 4).</summary>
internal static class UpgradeHandshake
{
    public const string KeyHeader = "Sec-WebSocket-Key";

    private const string AcceptHeader = "Sec-WebSocket-Accept";
    private const string ExtensionsHeader = "Sec-WebSocket-Extensions";
    private const string ProtocolHeader = "Sec-WebSocket-Protocol";

    /// <summary>Makes a request ask for an upgrade.</summary>
    /// <returns>What the answer must give back. It is worked out meanwhile: for its first hash a process loads the system's cryptography, which takes about as long as to connect.</returns>
    public static Task<string> Prepare(HttpRequestMessage request)
    {
        string key = Convert.ToBase64String(Guid.NewGuid().ToByteArray()); // From the system's secure source, without its cryptography.
        request.Version = HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        Set(request, "Connection", "Upgrade");
        Set(request, "Upgrade", "websocket");
        Set(request, "Sec-WebSocket-Version", "13");
        Set(request, KeyHeader, key);
        return Task.Run(() => AcceptKey.For(key));
    }

    /// <summary>Checks an answer whose status is 101.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="accept">What it must give back.</param>
    /// <param name="address">Where it comes from.</param>
    /// <exception cref="MimiIOException">It is not the answer to a WebSocket handshake, or not to this one.</exception>
    public static void Check(HttpResponseMessage response, string accept, Uri address)
    {
        string? flaw = FindFlaw(response, accept);
        if (flaw is not null)
        {
            throw new MimiIOException($"The WebSocket handshake with {address.HostAndPort()} failed: {flaw}.", "handshake");
        }
    }

    private static string? FindFlaw(HttpResponseMessage response, string accept)
    {
        if (!HasToken(response, "Upgrade", "websocket"))
        {
            return "the answer has no header Upgrade: websocket";
        }

        if (!HasToken(response, "Connection", "Upgrade"))
        {
            return "the answer has no header Connection: Upgrade";
        }

        if (!response.Headers.NonValidated.TryGetValues(AcceptHeader, out var given))
        {
            return $"the answer has no header {AcceptHeader}";
        }

        if (given.ToString() != accept)
        {
            return $"{AcceptHeader} does not belong to the request's key";
        }

        if (response.Headers.NonValidated.Contains(ExtensionsHeader))
        {
            return "the server uses an extension that was not offered";
        }

        return response.Headers.NonValidated.Contains(ProtocolHeader) ? "the server chose a sub-protocol, and none is supported" : null;
    }

    private static bool HasToken(HttpResponseMessage response, string name, string token) =>
        response.Headers.NonValidated.TryGetValues(name, out var values)
        && values.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(token, StringComparer.OrdinalIgnoreCase);

    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }
}
