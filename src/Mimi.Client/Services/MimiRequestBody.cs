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

    internal abstract HttpContent ToContent();

    private static HttpContent WithType(HttpContent content, string contentType)
    {
        content.Headers.TryAddWithoutValidation("Content-Type", contentType); // Parsed, it would be re-formatted with blanks.
        return content;
    }

    private sealed class MemoryBody(ReadOnlyMemory<byte> content, string contentType) : MimiRequestBody
    {
        internal override HttpContent ToContent() => WithType(new ReadOnlyMemoryContent(content), contentType);
    }

    private sealed class StreamBody(Stream content, string contentType) : MimiRequestBody
    {
        internal override HttpContent ToContent() => WithType(new LentStreamContent(content), contentType);
    }

    private sealed class FormBody(KeyValuePair<string, string>[] fields) : MimiRequestBody
    {
        internal override HttpContent ToContent() => new FormUrlEncodedContent(fields);
    }
}
