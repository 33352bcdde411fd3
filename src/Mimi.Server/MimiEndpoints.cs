using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Mimi.Server.Access;
using Mimi.Server.Admission;
using Mimi.Server.Page;
using Mimi.Server.Recognition;
using Mimi.Server.Sockets;
using Mimi.Server.Speakers;
using Mimi.Server.Synthesis;
using Mimi.Server.Tokens;
using Mimi.Server.Translation;
using Mimi.Wire;

namespace Mimi.Server;

/// <summary>All of mimi's addresses. What they share, tokens and speakers, there is once in an application.</summary>
internal sealed class MimiEndpoints(MimiServerOptions options, IHostApplicationLifetime lifetime) : IDisposable
{
    private readonly TokenAuthority _tokens = new(options);
    private readonly TokenGrants _grants = new(options);
    private readonly SpeakerStore _speakers = new();
    private readonly SessionLimit _sessions = new(options);

    /// <summary>Maps everything below a path. The audio services are at the path itself.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        var access = new AccessCheck(options, _tokens);
        new TokenEndpoints(options, _tokens, _grants, access).Map(endpoints);
        new SynthesisEndpoint(options, access, lifetime).Map(endpoints);
        new TranslationEndpoint(options, access).Map(endpoints);
        new SpeakerEndpoints(options, access, _speakers).Map(endpoints);
        MapAudio(endpoints, new RecognitionEndpoint(options, access, _sessions, lifetime), MapPage(endpoints));
    }

    public void Dispose() => _grants.Dispose();

    private CaptionPage? MapPage(IEndpointRouteBuilder endpoints)
    {
        CaptionPage? page = options.ServePage ? new() : null;
        page?.MapParts(endpoints);
        return page;
    }

    private void MapAudio(IEndpointRouteBuilder endpoints, RecognitionEndpoint recognition, CaptionPage? page)
    {
        int maxFrameBytes = options.StrictFrames ? Math.Min(options.MaxFrameBytes, RecognitionWire.MaxFrameBytes) : options.MaxFrameBytes;
        endpoints.Map("", endpoints.CreateApplicationBuilder()
            .Use(next => context => page is not null && CaptionPage.IsWanted(context.Request) ? page.SendAsync(context) : next(context))
            .Use(next => context =>
            {
                ObservedUpgrade.Install(context, new FrameRules(maxFrameBytes, options.StrictFrames));
                return next(context);
            })
            .UseWebSockets()
            .Use(_ => recognition.Serve())
            .Build());
    }
}
