using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Mimi.Speech;

namespace Mimi.Server.Http;

/// <summary>Turns whatever goes wrong at an address into its kind of JSON.</summary>
internal sealed class ErrorGuard(ILogger logger, Func<HttpContext, int, string, Task> send)
{
    public RequestDelegate Around(RequestDelegate serve) => async context =>
    {
        try
        {
            await serve(context).ConfigureAwait(false);
        }
        catch (RefusedException e)
        {
            e.SetHeaders(context.Response);
            await RefuseAsync(context, e.StatusCode, e.Message).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "The body is too large." : "The body of the request is not what its headers say.").ConfigureAwait(false);
        }
        catch (SpeechUnavailableException e) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, e.IsLanguageUnknown ? StatusCodes.Status400BadRequest : StatusCodes.Status503ServiceUnavailable, e.Message).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
        }
        catch (ConnectionResetException)
        {
            // Nor here.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            HttpLog.Failed(logger, e);
            await RefuseAsync(context, StatusCodes.Status500InternalServerError, "The server failed. Its log says more.").ConfigureAwait(false);
        }
    };

    private Task RefuseAsync(HttpContext context, int statusCode, string error)
    {
        HttpLog.Refused(logger, statusCode);
        return send(context, statusCode, error);
    }
}
