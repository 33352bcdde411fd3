using Microsoft.AspNetCore.Http;
using Mimi.Server.Http;
using Mimi.Server.Recognition.Replies;
using Mimi.Wire;

namespace Mimi.Server.Recognition;

/// <summary>What a caller asks for, checked before anything is done for it.</summary>
internal sealed record RecognitionRequest(string Process, string Language, AudioType Audio, NictAsrOptions Options)
{
    /// <summary>What mimi's own engine speaks; callers that name no language mean it.</summary>
    private const string DefaultLanguage = "ja";

    public static RecognitionRequest Parse(HttpRequest request, string process) => new(
        process,
        RequestValues.Option(request, MimiHeaders.InputLanguage) ?? DefaultLanguage,
        AudioType.Parse(RequestValues.AudioType(request)),
        NictAsrOptions.Parse(RequestValues.Option(request, MimiHeaders.NictAsrOptions)));

    /// <summary>Makes the writer of the replies, with an id of its own for the session.</summary>
    /// <param name="interim">Whether the transport can carry more than the final reply.</param>
    public RecognitionReply CreateReply(bool interim)
    {
        var session = Guid.NewGuid();
        return Process == MimiProcess.Asr ? new AsrReply(session, Language, interim)
            : !Options.IsVersion2 ? new NictV1Reply(session, Language)
            : new NictV2Reply(session, Language, interim ? Options : Options with { Progressive = false, Temporary = false });
    }
}
