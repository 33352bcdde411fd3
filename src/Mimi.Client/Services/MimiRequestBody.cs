using Mimi.Client.Sessions;

namespace Mimi.Client.Services;

/// <summary>The body of an HTTP request.</summary>
public abstract class MimiRequestBody
{
    private protected MimiRequestBody()
    {
    }

    /// <summary>Makes a body of bytes in memory.</summary>
    /// <param name="content">The bytes. They are not copied: they must not change before the request has ended.</param>
    /// <param name="contentType">The value of <c>Content-Type</c>, sent as it is.</param>
    /// <returns>The body.</returns>
    public static MimiRequestBody FromMemory(ReadOnlyMemory<byte> content, string contentType) => new MemoryBody(content, contentType);

    /// <summary>Makes a body of a stream, which is sent while it is read and never held whole.</summary>
    /// <param name="content">
    /// The stream. It is read from where it is, and not disposed. If the request must be repeated, after a refused token or a transient failure, a stream that can seek is sent again from there; one
    /// that cannot is sent again only if nothing of it was read. Where neither is so, the request is not repeated.
    /// </param>
    /// <param name="contentType">The value of <c>Content-Type</c>, sent as it is.</param>
    /// <returns>The body.</returns>
    public static MimiRequestBody FromStream(Stream content, string contentType)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new StreamBody(content, contentType);
    }

    /// <summary>Makes a body of form fields, <c>application/x-www-form-urlencoded</c> in UTF-8.</summary>
    /// <param name="fields">The fields, in order.</param>
    /// <returns>The body.</returns>
    public static MimiRequestBody FromForm(params IEnumerable<KeyValuePair<string, string>> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return new FormBody([.. fields]);
    }

    /// <summary>Makes a body of audio, encoded on the way if the options say so.</summary>
    /// <exception cref="ArgumentException">The audio is to be encoded, and cannot be.</exception>
    internal static MimiRequestBody OfAudio(ReadOnlyMemory<byte> audio, MimiAudioFormat format, MimiSessionOptions options) => new MemoryBody(audio, OnWire(format, options), FlacOf(format, options));

    /// <inheritdoc cref="OfAudio(ReadOnlyMemory{byte}, MimiAudioFormat, MimiSessionOptions)"/>
    internal static MimiRequestBody OfAudio(Stream audio, MimiAudioFormat format, MimiSessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(audio);
        return new StreamBody(audio, OnWire(format, options), FlacOf(format, options));
    }

    internal abstract HttpContent ToContent();

    private static string OnWire(MimiAudioFormat format, MimiSessionOptions options)
    {
        options.ThrowIfNotEncodable(format);
        return options.OnWire(format)!.Value.ToContentType();
    }

    private static Func<FlacBody>? FlacOf(MimiAudioFormat format, MimiSessionOptions options) =>
        options.Encoding == MimiWireEncoding.Flac ? () => new(FlacStream.Encoder(format, options.FlacLevel)) : null;

    private static HttpContent WithType(HttpContent content, string contentType)
    {
        content.Headers.TryAddWithoutValidation("Content-Type", contentType); // Parsed, it would be re-formatted with blanks.
        return content;
    }

    private sealed class MemoryBody(ReadOnlyMemory<byte> content, string contentType, Func<FlacBody>? flac = null) : MimiRequestBody
    {
        internal override HttpContent ToContent() => WithType(flac is null ? new ReadOnlyMemoryContent(content) : new FlacMemoryContent(content, flac), contentType);
    }

    private sealed class StreamBody(Stream content, string contentType, Func<FlacBody>? flac = null) : MimiRequestBody
    {
        internal override HttpContent ToContent() => WithType(new LentStreamContent(content, flac?.Invoke()), contentType);
    }

    private sealed class FormBody(KeyValuePair<string, string>[] fields) : MimiRequestBody
    {
        internal override HttpContent ToContent() => new FormUrlEncodedContent(fields);
    }
}
