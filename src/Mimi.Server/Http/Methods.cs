using Microsoft.AspNetCore.Http;

namespace Mimi.Server.Http;

/// <summary>Refuses methods that mean nothing at an address.</summary>
internal static class Methods
{
    public static void Demand(HttpContext context, params ReadOnlySpan<string> methods)
    {
        foreach (string method in methods)
        {
            if (HttpMethods.Equals(context.Request.Method, method))
            {
                return;
            }
        }

        string allowed = string.Join(", ", methods!);
        context.Response.Headers.Allow = allowed;
        throw new RefusedException(StatusCodes.Status405MethodNotAllowed, $"{context.Request.Method} means nothing here. Send {allowed}.");
    }
}
