using Microsoft.AspNetCore.Http;
using Mimi.Server.Access;
using Mimi.Server.Http;
using Mimi.Wire;

namespace Mimi.Server.Recognition;

/// <summary>The services that take audio, by their <c>x-mimi-process</c> (https://mimi.readme.io/docs/service-chart).</summary>
internal static class AudioService
{
    /// <summary>Gets those that only a scenario can answer.</summary>
    public static IReadOnlyList<string> Scripted { get; } = [MimiProcess.Lid, MimiProcess.LidAsr, MimiProcess.Srs, MimiProcess.Emotion, MimiProcess.Air, MimiProcess.GoogleAsr];

    public static bool IsScripted(string process) => Scripted.Contains(process);

    /// <summary>Gets what a request asks for. A wrong process comes back as Unauthorized from mimi too (https://mimi.readme.io/docs/faq).</summary>
    public static string Of(HttpRequest request) => RequestValues.Option(request, MimiHeaders.Process) switch
    {
        { } process when process is MimiProcess.Asr or MimiProcess.NictAsr || IsScripted(process) => process,
        null => throw Unauthorized($"{MimiHeaders.Process} is missing."),
        { } other => throw Unauthorized($"The {MimiHeaders.Process} '{other}' is not served here."),
    };

    /// <summary>Gets what a token must allow: language identification that goes on to recognize needs both.</summary>
    public static IEnumerable<string> Scopes(string process, bool isSocket) => process == MimiProcess.LidAsr
        ? [Scope.OfAudio(MimiProcess.Lid, isSocket), Scope.OfAudio(MimiProcess.NictAsr, isSocket)]
        : [Scope.OfAudio(process, isSocket)];

    /// <summary>Demands what a service cannot do without.</summary>
    public static void Check(HttpRequest request, string process)
    {
        if (process == MimiProcess.Srs && RequestValues.Option(request, MimiHeaders.SrsSpeakerGroupId) is null)
        {
            throw new RefusedException(StatusCodes.Status400BadRequest, $"{MimiHeaders.SrsSpeakerGroupId} is missing: among whom to look for the speaker.");
        }
    }

    private static RefusedException Unauthorized(string what) => new(
        StatusCodes.Status401Unauthorized,
        $"{what} Send '{MimiProcess.Asr}' or '{MimiProcess.NictAsr}', or with a scenario {string.Join(", ", Scripted.Select(static process => $"'{process}'"))}, in lower case.");
}
