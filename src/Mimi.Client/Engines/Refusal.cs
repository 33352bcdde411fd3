using System.Buffers;
using System.Text;

namespace Mimi.Client.Engines;

/// <summary>Reads why a server said no, within bounds: a refusal must not hang, nor fill the memory.</summary>
internal sealed class Refusal(HttpResponseMessage response, RequestSecrets secrets, TimeProvider clock)
{
    public const int MaxDetailCharacters = 4_096;

    /// <summary>As many bytes as that many characters can take in UTF-8, and a margin for secrets that are taken out.</summary>
    private const int MaxBytes = 16_384;

    /// <summary>Ours: what a server has to say comes right behind the status.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    /// <summary>Makes the exception of an answer of success that has an error in its body.</summary>
    /// <param name="response">The answer, which knows its request.</param>
    /// <param name="detail">What the server said. The caller's token is taken out, and it is shortened.</param>
    public static MimiServiceException InBody(HttpResponseMessage response, string detail)
    {
        string shown = response.RequestMessage is { } request ? RequestSecrets.Of(request).Redact(detail, wasCut: false) : detail;
        return new(response.StatusCode, shown.Length == 0 ? null : Shorten(shown));
    }

    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<MimiServiceException> ReadAsync(CancellationToken cancellationToken) =>
        new(response.StatusCode, await ReadDetailAsync(cancellationToken).ConfigureAwait(false), RetryAfter());

    /// <summary>Reads both forms of Retry-After (RFC 9110, section 10.2.3). A date is taken by the server's own clock, if it tells it.</summary>
    private TimeSpan? RetryAfter() => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date - (response.Headers.Date ?? clock.GetUtcNow()) is var wait => wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

    private async Task<string?> ReadDetailAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(MaxBytes);
        int length = 0;
        bool wasCut = true;
        using var patience = new CancellationTokenSource(MaxTime, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            Stream body = await response.Content.ReadAsStreamAsync(both.Token).ConfigureAwait(false);
            while (length < MaxBytes && wasCut)
            {
                int read = await body.ReadAsync(buffer.AsMemory(length, MaxBytes - length), both.Token).ConfigureAwait(false);
                length += read;
                wasCut = read > 0;
            }
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested(); // Else what was read is enough: the status is what matters.
        }

        string detail = secrets.Redact(Decode(buffer.AsSpan(0, length)), wasCut);
        ArrayPool<byte>.Shared.Return(buffer);
        return detail.Length == 0 ? null : Shorten(detail);
    }

    /// <summary>Leaves out a character that was cut at the end.</summary>
    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        char[] characters = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        int count = Encoding.UTF8.GetDecoder().GetChars(bytes, characters, flush: false);
        return new string(characters, 0, count);
    }

    public static string Shorten(string text)
    {
        if (text.Length <= MaxDetailCharacters)
        {
            return text;
        }

        return text[..(char.IsHighSurrogate(text[MaxDetailCharacters - 1]) ? MaxDetailCharacters - 1 : MaxDetailCharacters)];
    }
}
