using System.Security.Cryptography;
using System.Text;

namespace Mimi.Wire;

/// <summary>How a server shows that it has understood a WebSocket handshake (RFC 6455, section 4.2.2).</summary>
internal static class AcceptKey
{
    private const string Suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, section 1.3

    /// <summary>Gets the value of <c>Sec-WebSocket-Accept</c> that belongs to one of <c>Sec-WebSocket-Key</c>.</summary>
    public static string For(string key)
    {
#pragma warning disable CA5350 // RFC 6455 asks for SHA-1; it proves that the peer speaks WebSocket, and protects nothing.
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Suffix)));
#pragma warning restore CA5350
    }
}
