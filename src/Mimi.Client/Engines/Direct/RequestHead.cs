using System.Net.Http.Headers;
using System.Text;

namespace Mimi.Client.Engines.Direct;

/// <summary>A request without a body as HTTP/1.1 writes it (RFC 9112, sections 3 and 5).</summary>
internal static class RequestHead
{
    /// <exception cref="ArgumentException">A header has a character that no header may have.</exception>
    public static byte[] Of(HttpRequestMessage request, Uri address)
    {
        var head = new StringBuilder(512);
        head.Append("GET ").Append(address.PathAndQuery).Append(" HTTP/1.1\r\n");
        Append(head, "Host", request.Headers.Host ?? HostOf(address));
        AppendAll(head, request.Headers);
        if (request.Content is { } content)
        {
            AppendAll(head, content.Headers);
        }

        return Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
    }

    private static string HostOf(Uri address)
    {
        string host = address.HostNameType == UriHostNameType.IPv6 ? address.Host : address.IdnHost; // The former has its brackets.
        return address.IsDefaultPort ? host : $"{host}:{address.Port}";
    }

    private static void AppendAll(StringBuilder head, HttpHeaders headers)
    {
        foreach (KeyValuePair<string, HeaderStringValues> header in headers.NonValidated)
        {
            if (!header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase))
            {
                Append(head, header.Key, header.Value.ToString());
            }
        }
    }

    private static void Append(StringBuilder head, string name, string value)
    {
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException($"The header {name} has a character that HTTP cannot send; only printable ASCII and spaces are.", nameof(value));
        }

        head.Append(name).Append(": ").Append(value).Append("\r\n");
    }
}
