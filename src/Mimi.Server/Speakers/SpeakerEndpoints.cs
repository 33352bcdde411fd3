using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Mimi.Server.Access;
using Mimi.Server.Http;

namespace Mimi.Server.Speakers;

/// <summary>Speaker groups, speakers and their training, in memory (https://mimi.readme.io/docs/srs-training-api).</summary>
internal sealed class SpeakerEndpoints(MimiServerOptions options, AccessCheck access, SpeakerStore store)
{
    private const string Root = "/v1/applications/{application}/clients/{client}/srs";

    private readonly OperationReply _reply = new(options.TimeProvider);
    private readonly ILogger _logger = options.LoggerFactory.CreateLogger("Mimi.Server.Speakers");

    public void Map(IEndpointRouteBuilder endpoints)
    {
        Map(endpoints, "/speaker_groups", "speaker_groups", GroupsAsync, HttpMethods.Get, HttpMethods.Post);
        Map(endpoints, "/speaker_groups/{group}", "speaker_groups", static call => call.SendAsync(SpeakerJson.Write([call.Registry.Group(call.Id("group"))])), HttpMethods.Get);
        Map(endpoints, "/speaker_groups/{group}/speakers/{speaker}", "speaker_groups", JoinAsync, HttpMethods.Post);
        Map(endpoints, "/speakers", "speakers", CreateSpeakerAsync, HttpMethods.Post);
        Map(endpoints, "/speakers/{speaker}", "speakers", SpeakerAsync, HttpMethods.Get, HttpMethods.Put);
        Map(endpoints, "/speakers/{speaker}/speeches", "speeches", SpeechAsync, HttpMethods.Post);
        Map(endpoints, "/speakers/{speaker}/trainer/commit", "trainers", CommitAsync, HttpMethods.Post);
    }

    private static async Task GroupsAsync(SpeakerCall call)
    {
        if (call.IsGet)
        {
            await call.SendAsync(SpeakerJson.Write(call.Registry.Groups)).ConfigureAwait(false);
            return;
        }

        RequestForm form = await call.FormAsync().ConfigureAwait(false);
        string id = call.Registry.AddGroup(Limited(form.Required("name")), Limited(form["description"] ?? ""));
        await call.SendDoneAsync("speaker_group", $"speaker_groups/{id}", id).ConfigureAwait(false);
    }

    private static string Limited(string text) => TextLimit.Check(text, SpeakerFields.MaxNameCharacters);

    private static Task JoinAsync(SpeakerCall call)
    {
        (string group, string speaker) = (call.Id("group"), call.Id("speaker"));
        call.Registry.AddMember(group, speaker);
        return call.SendDoneAsync("speaker_group", $"speaker_groups/{group}/speakers/{speaker}", group);
    }

    private static async Task CreateSpeakerAsync(SpeakerCall call)
    {
        RequestForm form = await call.FormAsync().ConfigureAwait(false);
        form.Required("name");
        string id = call.Registry.AddSpeaker(SpeakerFields.Parse(form));
        await call.SendDoneAsync("speaker", $"speakers/{id}", id).ConfigureAwait(false);
    }

    private static async Task SpeakerAsync(SpeakerCall call)
    {
        string id = call.Id("speaker");
        if (call.IsGet)
        {
            await call.SendAsync(SpeakerJson.Write(call.Registry.Speaker(id))).ConfigureAwait(false);
            return;
        }

        RequestForm form = await call.FormAsync().ConfigureAwait(false);
        call.Registry.ChangeSpeaker(id, SpeakerFields.Parse(form));
        await call.SendDoneAsync("speaker", $"speakers/{id}", id).ConfigureAwait(false);
    }

    private static Task CommitAsync(SpeakerCall call)
    {
        string speaker = call.Id("speaker");
        call.Registry.Commit(speaker);
        return call.SendDoneAsync("trainer", $"speakers/{speaker}/trainer", speaker);
    }

    private async Task SpeechAsync(SpeakerCall call)
    {
        string speaker = call.Id("speaker");
        call.Registry.DemandMember(speaker);
        await SpeechUpload.ReadAsync(call.Context, options.MaxUtterance).ConfigureAwait(false);
        string id = call.Registry.AddSpeech(speaker);
        await call.SendDoneAsync("speech", $"speeches/{id}", id).ConfigureAwait(false);
    }

    private void Map(IEndpointRouteBuilder endpoints, string path, string part, Func<SpeakerCall, Task> serve, params string[] methods)
    {
        string kind = $"srs#operation#{part.TrimEnd('s')}";
        var guard = new ErrorGuard(_logger, (context, status, error) => _reply.SendAsync(context, new(kind, $"{BaseOf(context)}/operations", Code: status, Error: error)));
        endpoints.Map(Root + path, guard.Around(async context =>
        {
            Caller caller = await access.AdmitAsync(context, Scope.OfSpeakers(part, writes: !HttpMethods.IsGet(context.Request.Method))).ConfigureAwait(false);
            Methods.Demand(context, methods);
            (string application, string client) = PlaceOf(context);
            if (!caller.SpeaksFor(application, client))
            {
                throw new RefusedException(StatusCodes.Status403Forbidden, "The token belongs to another application or client than the address names.");
            }

            await serve(new(context, store.Of(application, client), _reply, BaseOf(context))).ConfigureAwait(false);
        }));
    }

    private static (string Application, string Client) PlaceOf(HttpContext context) =>
        ((string)context.GetRouteValue("application")!, (string)context.GetRouteValue("client")!);

    private static string BaseOf(HttpContext context)
    {
        (string application, string client) = PlaceOf(context);
        return $"/v1/applications/{Uri.EscapeDataString(application)}/clients/{Uri.EscapeDataString(client)}/srs";
    }
}
