using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mimi.Server.Http;

namespace Mimi.Server.Speakers;

/// <summary>One call of the speaker management, let in and with its place found.</summary>
internal sealed record SpeakerCall(HttpContext Context, SpeakerRegistry Registry, OperationReply Reply, string Base)
{
    private const int MaxFormBytes = 65_536;

    public bool IsGet => HttpMethods.IsGet(Context.Request.Method);

    public string Id(string name) => (string)Context.GetRouteValue(name)!;

    public Task<RequestForm> FormAsync() => RequestForm.ReadAsync(Context, MaxFormBytes);

    public Task SendAsync(ReadOnlyMemory<byte> json) => JsonReply.SendAsync(Context, StatusCodes.Status200OK, json);

    /// <summary>Answers with the operation and what it made or changed.</summary>
    public Task SendDoneAsync(string kind, string target, string id) =>
        Reply.SendAsync(Context, new($"srs#operation#{kind}", $"{Base}/operations", $"{Base}/{target}"), json => json.WriteString("id"u8, id));
}
