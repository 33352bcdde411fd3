namespace Mimi.Client.Tokens;

/// <summary>The scopes that mimi is known to have (https://mimi.readme.io/reference/scope). Each node of this tree allows everything below it.</summary>
/// <example><code>MimiScope scope = MimiScopes.Asr | MimiScopes.NictAsr.WebSocket | "https://apis.mimi.fd.ai/auth/a-new-service/http-api-service";</code></example>
public static class MimiScopes
{
    /// <summary>Gets the scopes of mimi ASR.</summary>
    public static MimiServiceScope Asr { get; } = new("asr");

    /// <summary>Gets the scopes of mimi ASR powered by NICT.</summary>
    public static MimiServiceScope NictAsr { get; } = new("nict-asr");

    /// <summary>Gets the scopes of Google's recognition through mimi, which needs a contract of its own.</summary>
    public static MimiServiceScope GoogleAsr { get; } = new("google-asr");

    /// <summary>Gets the scopes of language identification. Its process <c>lidasr</c> needs <see cref="NictAsr"/> as well.</summary>
    public static MimiServiceScope Lid { get; } = new("lid");

    /// <summary>Gets the scopes of speaker identification and of its training.</summary>
    public static MimiSpeakerScope Srs { get; } = new();

    /// <summary>Gets the scope of speech synthesis, which is spoken to over HTTP only.</summary>
    public static MimiHttpScope NictTts { get; } = new("nict-tts");

    /// <summary>Gets the scope of machine translation, which is spoken to over HTTP only.</summary>
    /// <remarks>It is <c>nict-tra/http-api-service</c>. The vendor's Kotlin client asks for <c>tra/http-api-service</c>, which does not exist: a token of that client does not translate.</remarks>
    public static MimiHttpScope NictTra { get; } = new("nict-tra");

    /// <summary>Gets the scopes of acoustic event recognition.</summary>
    public static MimiServiceScope Air { get; } = new("air");

    /// <summary>Gets the scopes of emotion recognition.</summary>
    public static MimiServiceScope EmoCategorical { get; } = new("emo-categorical");

    /// <summary>Gets the scopes of the management of developers, applications and clients.</summary>
    public static MimiAuthorityScope Authority { get; } = new();
}
