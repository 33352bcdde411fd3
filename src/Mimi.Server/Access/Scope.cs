namespace Mimi.Server.Access;

/// <summary>Names of what a token allows (https://mimi.readme.io/reference/scope).</summary>
internal static class Scope
{
    public const string Prefix = "https://apis.mimi.fd.ai/auth/";
    public const string All = "*";

    public const string Synthesis = Prefix + "nict-tts/http-api-service";
    public const string Translation = Prefix + "nict-tra/http-api-service";

    /// <summary>What mimi's Kotlin client sends in place of <see cref="Translation"/>.</summary>
    private const string MisspeltTranslation = Prefix + "tra/http-api-service";

    /// <summary>Gets the scope of an audio service, which differs between the transports.</summary>
    public static string OfAudio(string process, bool isSocket) => $"{Prefix}{process}/{(isSocket ? "websocket" : "http")}-api-service";

    /// <summary>Gets the scope of a part of the speaker management, such as <c>speakers</c>.</summary>
    public static string OfSpeakers(string part, bool writes) => $"{Prefix}srs/{part}.{(writes ? "w" : "r")}";

    /// <summary>Completes what an accounts file may write short: <c>asr/http-api-service</c>.</summary>
    public static string Expand(string name) =>
        name == All || name.Contains("://", StringComparison.Ordinal) ? name : Prefix + name;

    /// <summary>Shortens a scope for a token, which has to fit into headers and addresses.</summary>
    public static string Shorten(string scope) => scope.StartsWith(Prefix, StringComparison.Ordinal) ? scope[Prefix.Length..] : scope;

    /// <summary>Gives two spellings of one scope the same name.</summary>
    public static string Canonical(string scope) => scope == MisspeltTranslation ? Translation : scope;
}
