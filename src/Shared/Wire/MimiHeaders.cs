namespace Mimi.Wire;

/// <summary>Header names of the audio services (https://mimi.readme.io/docs/websocket-api). Each has a query parameter for callers that cannot set headers.</summary>
internal static class MimiHeaders
{
    /// <summary>What a header name loses to become its query parameter (https://mimi.readme.io/docs/use-query).</summary>
    public const string Prefix = "x-mimi-";

    public const string Process = "x-mimi-process";
    public const string InputLanguage = "x-mimi-input-language";
    public const string ContentType = "X-Mimi-Content-Type";
    public const string NictAsrOptions = "x-mimi-nict-asr-options";
    public const string LidOptions = "x-mimi-lid-options";
    public const string SrsSpeakerGroupId = "x-mimi-srs-speaker-group-id";

    public const string ContentTypeParameter = "content-type";
    public const string AccessTokenParameter = "access-token";
}
