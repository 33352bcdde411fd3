using System.Net;
using System.Security.Cryptography;
using Mimi.Wire;

namespace Mimi.Client.Engines;

/// <summary>The WebSocket handshake over HTTP/1.1 (RFC 6455, section 4).</summary>
internal static class UpgradeHandshake
{
    public const string KeyHeader = "Sec-WebSocket-Key";

    private const string AcceptHeader = "Sec-WebSocket-Accept";
    private const string ExtensionsHeader = "Sec-WebSocket-Extensions";
    private const string ProtocolHeader = "Sec-WebSocket-Protocol";

    /// <summary>Makes a request ask for an upgrade, and returns the key that the answer is checked with.</summary>
    public static string Prepare(HttpRequestMessage request)
    {
        string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        request.Version = HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        Set(request, "Connection", "Upgrade");
        Set(request, "Upgrade", "websocket");
        Set(request, "Sec-WebSocket-Version", "13");
        Set(request, KeyHeader, key);
        return key;
    }

    /// <summary>Checks an answer whose status is 101.</summary>
    /// <exception cref="MimiIOException">It is not the answer to a WebSocket handshake, or not to this one.</exception>
    public static void Check(HttpResponseMessage response, string key, Uri address)
    {
        string? flaw = FindFlaw(response, key);
        if (flaw is not null)
        {
            throw new MimiIOException($"The WebSocket handshake with {address.HostAndPort()} failed: {flaw}.", "handshake");
        }
    }

    private static string? FindFlaw(HttpResponseMessage response, string key)
    {
        if (!HasToken(response, "Upgrade", "websocket"))
        {
            return "the answer has no header Upgrade: websocket";
        }

        if (!HasToken(response, "Connection", "Upgrade"))
        {
            return "the answer has no header Connection: Upgrade";
        }

        if (!response.Headers.NonValidated.TryGetValues(AcceptHeader, out var accept))
        {
            return $"the answer has no header {AcceptHeader}";
        }

        if (accept.ToString() != AcceptKey.For(key))
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
