using Mimi.Client.Tokens;

namespace Mimi.Client.Tests.Tokens;

public sealed class MimiScopeTests
{
    private const string Prefix = "https://apis.mimi.fd.ai/auth/";

    public static TheoryData<MimiScope, string> Tree => new()
    {
        { MimiScopes.Asr, "asr/http-api-service asr/websocket-api-service" },
        { MimiScopes.NictAsr.Http, "nict-asr/http-api-service" },
        { MimiScopes.GoogleAsr.WebSocket, "google-asr/websocket-api-service" },
        { MimiScopes.Lid, "lid/http-api-service lid/websocket-api-service" },
        { MimiScopes.NictTts, "nict-tts/http-api-service" },
        { MimiScopes.NictTra.Http, "nict-tra/http-api-service" },
        { MimiScopes.Air, "air/http-api-service air/websocket-api-service" },
        { MimiScopes.EmoCategorical, "emo-categorical/http-api-service emo-categorical/websocket-api-service" },
        { MimiScopes.Srs.Http | MimiScopes.Srs.Speakers.Read, "srs/http-api-service srs/speakers.r" },
        {
            MimiScopes.Srs,
            "srs/http-api-service srs/websocket-api-service srs/speaker_groups.r srs/speaker_groups.w srs/speakers.r srs/speakers.w srs/speeches.r srs/speeches.w srs/trainers.r srs/trainers.w"
        },
        { MimiScopes.Authority, "developers.r developers.w applications.r applications.w clients.r clients.w" },
        { MimiScopes.Authority.Clients.Write, "clients.w" },
    };

    [Theory]
    [MemberData(nameof(Tree))]
    public void Scope_OfTheTree_NamesWhatIsBelow(MimiScope scope, string expected) =>
        Assert.Equal(expected.Split(' ').Select(static name => Prefix + name), scope.Names);

    [Fact]
    public void Union_SameNames_AreSaidOnce()
    {
        MimiScope scope = MimiScopes.Asr.WebSocket | MimiScopes.Asr | $"{Prefix}asr/http-api-service;{Prefix}esr/http-api-service;";

        Assert.Equal($"{Prefix}asr/websocket-api-service;{Prefix}asr/http-api-service;{Prefix}esr/http-api-service", scope.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ; ;")]
    [InlineData("two words")]
    [InlineData("音声認識")]
    public void FromString_NoScope_IsRefused(string names) => Assert.Throws<ArgumentException>(() => MimiScope.FromString(names));
}
