using System.Text;
using Mimi.Client.Serialization;

namespace Mimi.Client.Services;

internal static class HttpRefusal
{
    public static async Task<MimiServiceException> ReadAsync(HttpResponseMessage response, string? token, TimeProvider time, CancellationToken cancellationToken)
    {
        using var body = new PooledBuffer(65536);
        await HttpBody.ReadAsync(response.Content, body, cancellationToken).ConfigureAwait(false);
        return new(response.StatusCode, Encoding.UTF8.GetString(body.Written), response.Headers.RetryAfter?.Delta);
    }
}
