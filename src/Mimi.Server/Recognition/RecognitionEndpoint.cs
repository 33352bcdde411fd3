using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mimi.Server.Access;
using Mimi.Server.Admission;
using Mimi.Server.Http;
using Mimi.Server.Recognition.Replies;
using Mimi.Server.Scenarios;
using Mimi.Server.Sockets;
using Mimi.Speech;

namespace Mimi.Server.Recognition;

/// <summary>The address of all audio services: POST and WebSocket on the same path.</summary>
internal sealed class RecognitionEndpoint(MimiServerOptions options, AccessCheck access, SessionLimit limit, IHostApplicationLifetime lifetime)
{
    private readonly ILogger _logger = options.LoggerFactory.CreateLogger("Mimi.Server.Recognition");

    public RequestDelegate Serve() => new ErrorGuard(_logger, JsonReply.SendErrorAsync).Around(RecognizeAsync);

    private static void CheckMethod(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest || HttpMethods.IsPost(context.Request.Method))
        {
            return;
        }

        if (HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Headers.Upgrade = "websocket";
            throw new RefusedException(StatusCodes.Status426UpgradeRequired, "Open a WebSocket here, or POST audio.");
        }

        context.Response.Headers.Allow = "GET, POST";
        throw new RefusedException(StatusCodes.Status405MethodNotAllowed, $"{context.Request.Method} means nothing here. POST audio, or open a WebSocket.");
    }

    private async Task RecognizeAsync(HttpContext context)
    {
        Caller caller = await access.AuthenticateAsync(context).ConfigureAwait(false);
        CheckMethod(context);
        bool isSocket = context.WebSockets.IsWebSocketRequest;
        string process = AudioService.Of(context.Request);
        AccessCheck.Demand(context, caller, AudioService.Scopes(process, isSocket));
        AudioService.Check(context.Request, process);
        var request = RecognitionRequest.Parse(context.Request, process);
        if (!isSocket)
        {
            PrepareBody(context, request);
        }

        (ISpeechRecognizer recognizer, RecognitionReply created) = await OpenAsync(request, isSocket, context.RequestAborted).ConfigureAwait(false);
        using RecognitionReply reply = created;
        using SessionSeat seat = limit.Enter(recognizer as ISpeechCapacity);
        var utterance = new Utterance(recognizer.OpenStream(new() { TemporaryInterval = reply.TemporaryInterval }), AudioIntake.Of(request.Audio, options.MaxUtterance), seat);
        await using (utterance.ConfigureAwait(false))
        {
            RecognitionLog.Begins(_logger, reply.SessionId, request.Process);
            UtteranceEnd end = await (isSocket ? ConverseAsync(context, caller, utterance, reply) : AnswerAsync(context, utterance, reply)).ConfigureAwait(false);
            RecognitionLog.Ends(_logger, reply.SessionId, end.CloseCode, end.StatusCode);
        }
    }

    private async Task<(ISpeechRecognizer Recognizer, RecognitionReply Reply)> OpenAsync(RecognitionRequest request, bool isSocket, CancellationToken cancellationToken)
    {
        if (AudioService.IsScripted(request.Process))
        {
            ScenarioPerformance performance = options.Scenario?.Perform(request.Process, request.Language)
                ?? throw NoScenario.For(request.Process, request.Language, options.Scenario is not null);
            return (performance, new ScenarioReply(Guid.NewGuid(), request.Language, performance, isSocket));
        }

        ISpeechRecognizer recognizer = options.Scenario?.Perform(request.Process, request.Language)
            ?? await options.Recognizers.GetAsync(request.Language, cancellationToken).ConfigureAwait(false); // What the scenario has no entry for goes to the models.
        return (recognizer, request.CreateReply(isSocket));
    }

    private async Task<UtteranceEnd> ConverseAsync(HttpContext context, Caller caller, Utterance utterance, RecognitionReply reply)
    {
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null; // The session has a limit of its own for clients that do not read.
        }

        // No keep-alive: neither pings nor pongs are ever sent unasked, since nobody knows which client can stand them.
        // And no disposal: where the closing handshake is not complete it would reset the connection and take back the close, and the session aborts what must be cut.
        WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.Zero }).ConfigureAwait(false);
        using var life = new UtteranceLife(options, _logger, context.RequestAborted, lifetime.ApplicationStopping);
        if (options.EndSessionsWithToken && caller.Expires is { } expires)
        {
            life.EndWithToken(expires);
        }

        context.Features.GetRequiredFeature<FrameRules>().Violated = violation => life.End(UtteranceEnd.Violation(violation));
        using var session = new RecognitionSocket(socket, utterance, reply, life, options);
        return await session.RunAsync().ConfigureAwait(false);
    }

    private async Task<UtteranceEnd> AnswerAsync(HttpContext context, Utterance utterance, RecognitionReply reply)
    {
        using var life = new UtteranceLife(options, _logger, context.RequestAborted, lifetime.ApplicationStopping);
        (UtteranceEnd end, ReadOnlyMemory<byte> final) = await new RecognitionPost(context, utterance, reply, life, options).RunAsync().ConfigureAwait(false);
        if (end == UtteranceEnd.Finished)
        {
            await JsonReply.SendAsync(context, end.StatusCode, final).ConfigureAwait(false);
        }
        else if (end != UtteranceEnd.ConnectionLost)
        {
            HttpLog.Refused(_logger, end.StatusCode);
            await JsonReply.SendErrorAsync(context, end.StatusCode, end.Reason).ConfigureAwait(false);
        }

        return end;
    }

    /// <summary>Our own limits take the place of Kestrel's, which count bytes instead of seconds and answer without a body.</summary>
    private void PrepareBody(HttpContext context, RecognitionRequest request)
    {
        if (context.Request.ContentLength > AudioIntake.MaxBytes(request.Audio, options.MaxUtterance))
        {
            UtteranceEnd end = UtteranceEnd.TooLong(options.MaxUtterance);
            throw new RefusedException(end.StatusCode, end.Reason);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }
}
