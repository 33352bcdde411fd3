using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Mimi.Server.Http;
using Mimi.Server.Recognition;
using Mimi.Server.Sockets;
using Mimi.Wire;

namespace Mimi.Server;

/// <summary>Puts a local mimi into an ASP.NET Core application of your own.</summary>
public static class MimiServerExtensions
{
    /// <summary>Registers what <see cref="MapMimi"/> needs.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="options">What to recognize with, and what to allow. Where to listen, and logging of requests, is the application's own business.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddMimiServer(this IServiceCollection services, MimiServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        services.AddRouting();
        services.TryAddSingleton(options);
        return services;
    }

    /// <summary>Serves mimi's audio services at one path: POST and WebSocket.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path. The default is that of mimi itself.</param>
    /// <returns>A builder for conventions, such as authorization.</returns>
    /// <exception cref="InvalidOperationException"><see cref="AddMimiServer"/> was not called.</exception>
    public static IEndpointConventionBuilder MapMimi(this IEndpointRouteBuilder endpoints, string pattern = "/")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        MimiServerOptions options = endpoints.ServiceProvider.GetService<MimiServerOptions>()
            ?? throw new InvalidOperationException("Call services.AddMimiServer(options) before MapMimi.");
        var recognition = new RecognitionEndpoint(options, endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>());
        int maxFrameBytes = options.StrictFrames ? Math.Min(options.MaxFrameBytes, RecognitionWire.MaxFrameBytes) : options.MaxFrameBytes;

        RequestDelegate pipeline = endpoints.CreateApplicationBuilder()
            .Use(next => context =>
            {
                ObservedUpgrade.Install(context, new FrameRules(maxFrameBytes, options.StrictFrames));
                return next(context);
            })
            .UseWebSockets()
            .Use(_ => recognition.HandleAsync)
            .Build();
        return endpoints.Map(pattern, pipeline);
    }

    /// <summary>Answers in JSON what no other endpoint answers.</summary>
    internal static void MapNothing(this IEndpointRouteBuilder endpoints) => endpoints.MapFallback(
        "{*path}",
        static (HttpContext context) => JsonReply.SendErrorAsync(context, StatusCodes.Status404NotFound, "Nothing is served at this path. Audio goes to '/'."));
}
