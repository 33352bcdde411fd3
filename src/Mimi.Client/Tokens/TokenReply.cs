using System.Globalization;
using System.Net;
using System.Text.Json;
using Mimi.Client.Engines;

namespace Mimi.Client.Tokens;

/// <summary>Reads the token service's answers leniently: what has another type than expected is taken as not told.</summary>
internal sealed class TokenReply(JsonElement root)
{
    /// <summary>mimi's tokens live 60 minutes (https://mimi.readme.io/docs/faq).</summary>
    private const long UsualSeconds = 3_600;

    private const long MostSeconds = 10L * 365 * 24 * 3_600; // So that no answer makes a time that cannot be.

    private static readonly long LatestTimestamp = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Gets whether the answer has the text of an error.</summary>
    public bool HasError => Text("error") is { Length: > 0 };

    /// <summary>Reads a JSON object.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static TokenReply Parse(ReadOnlySpan<byte> message)
    {
        JsonElement root = JsonElement.Parse(message);
        return root.ValueKind == JsonValueKind.Object ? new(root) : throw new JsonException();
    }

    /// <summary>Throws if the answer, with an HTTP status of success, tells of an error.</summary>
    public TokenReply ThrowIfError(RequestSecrets secrets) =>
        string.Equals(Text("status"), "error", StringComparison.OrdinalIgnoreCase)
            ? throw Failure("The token service answered with an error, in the body of an answer that looks like a success.", HttpStatusCode.OK, secrets)
            : this;

    /// <summary>Makes the exception of an answer that tells of an error.</summary>
    public MimiServiceException Failure(string message, HttpStatusCode status, RequestSecrets secrets, TimeSpan? retryAfter = null)
    {
        string? text = Text("error") is { Length: > 0 } error ? Refusal.Shorten(secrets.Redact(error, wasCut: false)) : null;
        int? code = (int?)Number("code", int.MinValue, int.MaxValue);
        return new(message, status, code, text, TokenAdvice.Of(status == HttpStatusCode.OK ? code ?? 0 : (int)status, text), retryAfter);
    }

    public MimiAccessToken ToToken(DateTimeOffset received)
    {
        string? token = Text("accessToken");
        if (!MimiCredential.IsToken(token))
        {
            throw new MimiJsonException(token is null
                ? "The token service's answer has no accessToken."
                : "The token service's answer has an accessToken that is empty, or has characters that an HTTP header cannot carry.");
        }

        var expiresIn = TimeSpan.FromSeconds(Number("expires_in", 0, MostSeconds) ?? UsualSeconds);
        return new()
        {
            AccessToken = token,
            ExpiresIn = expiresIn,
            ExpiresAt = received + expiresIn,
            StartTimestamp = Time("startTimestamp"),
            EndTimestamp = Time("endTimestamp"),
            OperationId = Text("operationId"),
            SelfLink = Text("selfLink"),
            TargetLink = Text("targetLink"),
            Kind = Text("kind"),
            Code = (int?)Number("code", int.MinValue, int.MaxValue),
            Progress = (int?)Number("progress", int.MinValue, int.MaxValue),
            Status = Text("status"),
            Error = Text("error"),
        };
    }

    public MimiTokenValidation ToValidation() => new() { Status = Text("tokenStatus"), RawJson = root.GetRawText() };

    private string? Text(string name)
    {
        try
        {
            return root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // Half a surrogate pair: JSON, and yet no text.
        }
    }

    /// <summary>Reads a whole number; mimi's management writes some as strings.</summary>
    private long? Number(string name, long least, long most)
    {
        long number = 0;
        bool isNumber = root.TryGetProperty(name, out JsonElement value) && value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt64(out number),
            JsonValueKind.String => long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
        return isNumber ? Math.Clamp(number, least, most) : null;
    }

    private DateTimeOffset? Time(string name) => Number(name, 0, LatestTimestamp) is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
