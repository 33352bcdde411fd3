using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Mimi.Server.Http;

namespace Mimi.Server;

/// <summary>Puts a local mimi into an ASP.NET Core application of your own.</summary>
public static class MimiServerExtensions
{
    /// <summary>Registers what <see cref="MapMimi"/> needs.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="options">What to recognize and speak with, and what to allow. Where to listen, and logging of requests, is the application's own business.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddMimiServer(this IServiceCollection services, MimiServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.AddRouting();
        services.TryAddSingleton(options);
        services.TryAddSingleton<MimiEndpoints>();
        return services;
    }

    /// <summary>Serves mimi: its audio services (POST and WebSocket) at a path, everything else below it, as in <c>/v2/token</c> and <c>/speech_synthesis</c>.</summary>
    /// <remarks>In open mode everybody who reaches the application is let in: see <see cref="MimiServerOptions.Accounts"/>.</remarks>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path. The default is that of mimi itself.</param>
    /// <returns>A builder for conventions, such as authorization.</returns>
    /// <exception cref="InvalidOperationException"><see cref="AddMimiServer"/> was not called.</exception>
    public static IEndpointConventionBuilder MapMimi(this IEndpointRouteBuilder endpoints, string pattern = "/")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        MimiEndpoints mimi = endpoints.ServiceProvider.GetService<MimiEndpoints>()
            ?? throw new InvalidOperationException("Call services.AddMimiServer(options) before MapMimi.");
        RouteGroupBuilder group = endpoints.MapGroup(pattern);
        mimi.Map(group);
        return group;
    }

    /// <summary>Answers in JSON what no other endpoint answers.</summary>
    internal static void MapNothing(this IEndpointRouteBuilder endpoints) => endpoints.MapFallback(
        "{*path}",
        static (HttpContext context) => JsonReply.SendErrorAsync(context, StatusCodes.Status404NotFound, "Nothing is served at this path. Audio goes to '/', tokens come from /v2/token, speech from /speech_synthesis, translations from /machine_translation."));
}
