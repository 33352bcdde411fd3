using Mimi.Client.Serialization;

namespace Mimi.Client.Services;

/// <summary>Reads the body of an answer, bounded.</summary>
internal static class HttpBody
{
    /// <exception cref="MimiIOException">The connection was lost.</exception>
    /// <exception cref="MimiSerializationException">The body exceeds the buffer's limit.</exception>
    public static async Task ReadAsync(HttpContent content, PooledBuffer body, CancellationToken cancellationToken)
    {
        try
        {
            Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                int read;
                while ((read = await stream.ReadAsync(body.GetMemory(), cancellationToken).ConfigureAwait(false)) > 0)
                {
                    body.Advance(read);
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new MimiIOException("The connection was lost in the middle of the answer.", e);
        }
    }
}
