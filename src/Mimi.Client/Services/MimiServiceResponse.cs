using Mimi.Client.Engines;

namespace Mimi.Client.Services;

/// <summary>The answer to an HTTP request, as it comes.</summary>
public sealed class MimiServiceResponse : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly Stream _body;

    private MimiServiceResponse(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _body = body;
    }

    /// <summary>Gets the value of <c>Content-Type</c> as the server sent it.</summary>
    /// <value><see langword="null"/> if it sent none.</value>
    public string? ContentType => _response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : null;

    /// <summary>Reads the next bytes of the body.</summary>
    /// <param name="buffer">Takes the bytes.</param>
    /// <param name="cancellationToken">Cancels the read, after which the rest cannot be read.</param>
    /// <returns>How many bytes were read; 0 at the end.</returns>
    /// <exception cref="MimiIOException">The connection was lost.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new MimiIOException("The connection was lost in the middle of the answer.", e);
        }
    }

    /// <summary>Gives the connection back, or drops it if the body was not read to its end.</summary>
    /// <returns>A task that completes when it is done.</returns>
    public async ValueTask DisposeAsync()
    {
        await _body.DisposeAsync().ConfigureAwait(false);
        _response.Dispose();
    }

    /// <summary>Makes the exception of an error that came in place of the result.</summary>
    internal MimiServiceException Refuse(string detail) => Refusal.InBody(_response, detail);

    internal static async Task<MimiServiceResponse> CreateAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return new(response, await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
