using System.Text.Encodings.Web;
using Mimi.Wire;

namespace Mimi.Client.Engines;

/// <summary>What of a request must not be shown, should a server repeat it.</summary>
internal sealed class RequestSecrets
{
    private const string Replacement = "[redacted]";

    private readonly string[] _secrets;

    public RequestSecrets(IEnumerable<string> secrets) => _secrets = [.. secrets
        .SelectMany(static secret => new[]
        {
            secret,
            Uri.EscapeDataString(secret),
            Uri.EscapeDataString(secret).Replace("%20", "+", StringComparison.Ordinal), // As in a form.
            JavaScriptEncoder.Default.Encode(secret),
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
        })
        .Where(static secret => secret.Length > 0)
        .Distinct(StringComparer.Ordinal)
        .OrderByDescending(static secret => secret.Length)];

    /// <param name="request">Its token is taken from its headers and its address.</param>
    /// <param name="more">What else, such as the secrets in its body.</param>
    public static RequestSecrets Of(HttpRequestMessage request, params IEnumerable<string> more)
    {
        List<string> secrets = [.. more];
        if (request.Headers.NonValidated.TryGetValues("Authorization", out var authorization))
        {
            string value = authorization.ToString().Trim();
            secrets.Add(value);
            secrets.Add(value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim());
        }

        foreach (string parameter in (request.RequestUri?.Query ?? string.Empty).TrimStart('?').Split('&'))
        {
            if (parameter.StartsWith(MimiHeaders.AccessTokenParameter + "=", StringComparison.OrdinalIgnoreCase))
            {
                secrets.Add(Uri.UnescapeDataString(parameter[(MimiHeaders.AccessTokenParameter.Length + 1)..]));
            }
        }

        return new RequestSecrets(secrets);
    }

    /// <summary>Takes every secret out of a text, and the beginning of one at its end if the text goes on where it was cut.</summary>
    public string Redact(string text, bool wasCut)
    {
        foreach (string secret in _secrets)
        {
            text = text.Replace(secret, Replacement, StringComparison.OrdinalIgnoreCase);
        }

        return wasCut ? text[..^_secrets.Select(secret => CutLength(text, secret)).DefaultIfEmpty().Max()] : text;
    }

    private static int CutLength(string text, string secret)
    {
        for (int length = Math.Min(text.Length, secret.Length - 1); length > 0; length--)
        {
            if (text.EndsWith(secret[..length], StringComparison.OrdinalIgnoreCase))
            {
                return length;
            }
        }

        return 0;
    }
}
