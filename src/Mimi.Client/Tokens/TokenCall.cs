using System.Net;
using System.Text;
using System.Text.Json;
using Mimi.Client.Engines;
using Mimi.Client.Serialization;
using Mimi.Client.Services;

namespace Mimi.Client.Tokens;

/// <summary>One call of the token service: a form goes out, and an error comes back as text wherever the service puts it.</summary>
internal sealed class TokenCall(MimiServiceClient service, MimiTokenOptions options, TimeProvider time)
{
    /// <summary>Ours: an answer has some 400 bytes.</summary>
    private const int MaxAnswerBytes = 65_536;

    /// <summary>Reads an answer.</summary>
    /// <param name="message">The body.</param>
    /// <param name="secrets">What an exception must not show.</param>
    public delegate T Reader<out T>(ReadOnlySpan<byte> message, RequestSecrets secrets);

    /// <summary>Reads an answer that matters only if it tells of an error: the vendor's client ignores it.</summary>
    public static bool ReadNothing(ReadOnlySpan<byte> message, RequestSecrets secrets)
    {
        if (TryParse(message) is { } reply)
        {
            reply.ThrowIfError(secrets);
        }

        return true;
    }

    /// <param name="path">Where the call goes.</param>
    /// <param name="form">What it says.</param>
    /// <param name="secret">What of it must not be shown.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<T> SendAsync<T>(string path, KeyValuePair<string, string>[] form, string[] secret, Reader<T> read, CancellationToken cancellationToken)
    {
        var secrets = new RequestSecrets(secret);
        var request = new MimiServiceRequest
        {
            Path = path,
            Body = MimiRequestBody.FromForm(form),
            ResponseTimeout = options.ResponseTimeout,
            Retry = options.Retry,
            Session = new() { TimeProvider = time, MaxMessageBytes = MaxAnswerBytes },
            Secrets = secret,
        };
        try
        {
            return await service.SendAsync(request, new MessageDecoder<T>(message => read(message, secrets)), cancellationToken).ConfigureAwait(false);
        }
        catch (MimiServiceException e) when (e.StatusCode is { } status && status != HttpStatusCode.OK)
        {
            throw Explain(e, status, secrets);
        }
    }

    private static MimiServiceException Explain(MimiServiceException refusal, HttpStatusCode status, RequestSecrets secrets)
    {
        string message = $"The token service answered with HTTP status {(int)status}.";
        return refusal.Detail is { } detail && TryParse(Encoding.UTF8.GetBytes(detail)) is { HasError: true } reply
            ? reply.Failure(message, status, secrets, refusal.RetryAfter)
            : new(message, status, errorCode: null, refusal.Detail, TokenAdvice.Of((int)status, refusal.Detail), refusal.RetryAfter);
    }

    private static TokenReply? TryParse(ReadOnlySpan<byte> message)
    {
        try
        {
            return TokenReply.Parse(message);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
