using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mimi.Server.Access;
using Mimi.Server.Http;
using Mimi.Speech;

namespace Mimi.Server.Synthesis;

/// <summary>Speaks texts.</summary>
internal sealed class SynthesisEndpoint(MimiServerOptions options, AccessCheck access, IHostApplicationLifetime lifetime)
{
    private readonly ILogger _logger = options.LoggerFactory.CreateLogger("Mimi.Server.Synthesis");

    public void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.Map("/speech_synthesis", new ErrorGuard(_logger, JsonReply.SendErrorAsync).Around(SpeakAsync));

    private async Task SpeakAsync(HttpContext context)
    {
        await access.AdmitAsync(context, Scope.Synthesis).ConfigureAwait(false);
        Methods.Demand(context, HttpMethods.Post, HttpMethods.Get);
        RequestForm form = await RequestForm.ReadAsync(context, TextLimit.BodyBytes(options.MaxTextCharacters)).ConfigureAwait(false);
        var wanted = SynthesisForm.Parse(form, options.MaxTextCharacters);
        if (options.Synthesizer is not { } synthesizer)
        {
            throw new RefusedException(StatusCodes.Status503ServiceUnavailable, "This server has no voices. Start it with some: MimiServerOptions.Synthesizer.");
        }

        short[] samples = await SpeakAsync(synthesizer, wanted, context).ConfigureAwait(false);
        byte[] audio = SpokenAudio.Encode(samples, wanted.IsWav, wanted.IsBigEndian);
        context.Response.ContentType = wanted.IsWav ? SpokenAudio.WavType : SpokenAudio.RawType;
        context.Response.ContentLength = audio.Length;
        await context.Response.Body.WriteAsync(audio, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task<short[]> SpeakAsync(ISpeechSynthesizer synthesizer, SynthesisForm wanted, HttpContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            return await synthesizer.SpeakAsync(wanted.Speech, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RefusedException(StatusCodes.Status503ServiceUnavailable, "The server is shutting down.");
        }
    }
}
