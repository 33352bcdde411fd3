using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Mimi.Client.Engines;

namespace Mimi.Client.Services;

/// <summary>One HTTP call with all of its tries: after a transient failure, and after a refused token.</summary>
internal sealed class HttpCall(MimiNetworkEngine engine, MimiCredential? credential, Uri address, MimiServiceRequest request, ILogger logger) : IRepeatableCall
{
    private readonly long _started = request.Session.TimeProvider.GetTimestamp();
    private readonly AuthorizedCall _authorized = new(credential);
    private LentStreamContent? _lent;

    public TimeSpan Elapsed => request.Session.TimeProvider.GetElapsedTime(_started);

    /// <summary>Sends until there is an answer with a status of success, or a failure that stays.</summary>
    /// <param name="read">Reads the answer, or keeps it; it disposes it in the end.</param>
    /// <param name="cancellationToken">Cancels the call, and the wait before a retry.</param>
    public async Task<T> RunAsync<T>(Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await RetryPipeline.RunAsync(
                request.Retry,
                request.Session.TimeProvider,
                this,
                token => _authorized.RunAsync(
                    async (accessToken, token) => await read(await SendAsync(accessToken, token).ConfigureAwait(false), token).ConfigureAwait(false), CanRepeatBody, token),
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (_lent is { SourceFailure: { } failure })
        {
            ExceptionDispatchInfo.Throw(failure); // The caller's own stream failed, not the network.
            throw;
        }
    }

    public bool CanRepeat() => _authorized.HasToken && CanRepeatBody();

    public void Repeating(Exception failure, TimeSpan wait) =>
        ServiceLog.Repeating(logger, address.Host, failure.GetType().Name, (int?)(failure as MimiServiceException)?.StatusCode, (long)wait.TotalMilliseconds);

    private bool CanRepeatBody() => _lent is null || _lent.TryTakeBack();

    /// <returns>An answer with a status of success, its headers read.</returns>
    private async Task<HttpResponseMessage> SendAsync(string? accessToken, CancellationToken cancellationToken)
    {
        HttpContent? content = request.Body?.ToContent();
        _lent = content as LentStreamContent;
        using HttpRequestMessage message = ServiceMessage.Create(request.Method, address, request, content, accessToken);
        HttpResponseMessage response = await engine.SendAsync(message, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            response.RequestMessage = message; // What must not be shown of an error in the body.
            return response;
        }

        using (response)
        {
            throw await new Refusal(response, RequestSecrets.Of(message, request.Secrets), request.Session.TimeProvider).ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
