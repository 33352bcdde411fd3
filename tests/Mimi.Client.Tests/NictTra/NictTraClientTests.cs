using System.Net;
using Mimi.Client.NictTra;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.NictTra;

public sealed class NictTraClientTests
{
    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Translate_Text_SendsTheFormAndGivesTheArray()
    {
        var server = new HttpServer("""["Hello.", "今日は。"]""");

        IReadOnlyList<string> translation = await new NictTraClient(server.Engine, MimiCredential.FromToken("t"))
            .TranslateAsync("こんにちは；&", NictTraLanguage.Japanese, NictTraLanguage.ChineseTaiwan, cancellationToken: Token);

        Assert.Equal(["Hello.", "今日は。"], translation);
        Assert.Equal("POST https://tra.mimi.fd.ai/machine_translation", server.Line);
        Assert.Equal("Bearer t", server.Authorization);
        Assert.Equal("application/x-www-form-urlencoded", server.ContentType);
        Assert.Equal("text=%E3%81%93%E3%82%93%E3%81%AB%E3%81%A1%E3%81%AF%EF%BC%9B%26&source_lang=ja&target_lang=zh-TW", server.Form);
    }

    [Fact]
    public async Task Translate_IntoJapanese_FromALanguageThatIsNotListed_GoesOut()
    {
        var server = new HttpServer("[]");

        Assert.Empty(await new NictTraClient(server.Engine, null, new Uri("ws://mimi.test/mt")).TranslateAsync("a", "uk", "ja", cancellationToken: Token));

        Assert.Equal("POST http://mimi.test/mt", server.Line);
        Assert.Equal("text=a&source_lang=uk&target_lang=ja", server.Form);
    }

    [Theory]
    [InlineData("en", "fr")]
    [InlineData("ja", "ja")]
    [InlineData("ja-JP", "en")]
    public async Task Translate_NotExactlyOneJapanese_IsRefusedBeforeTheRequest(string source, string target)
    {
        var server = new HttpServer("[]");

        var e = await Assert.ThrowsAsync<ArgumentException>(() => new NictTraClient(server.Engine, null).TranslateAsync("秘密", source, target, cancellationToken: Token));

        Assert.Contains($"'{source}' to '{target}'", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("秘密", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("　")]
    public async Task Translate_NoText_IsRefusedBeforeTheRequest(string text)
    {
        var server = new HttpServer("[]");

        await Assert.ThrowsAnyAsync<ArgumentException>(() => new NictTraClient(server.Engine, null).TranslateAsync(text, "ja", "en", cancellationToken: Token));

        Assert.Equal(0, server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("秘密")]
    [InlineData("\"秘密\"")]
    [InlineData("null")]
    [InlineData("[\"秘密\"")]
    [InlineData("[\"秘密\",1]")]
    [InlineData("[[\"秘密\"]]")]
    [InlineData("[\"秘密\"] []")]
    [InlineData("{\"error\":\"秘密\"")]
    [InlineData("[\"\\ud800秘密\"]")]
    public async Task Translate_NoArrayOfStrings_ThrowsWithoutTheContent(string answer)
    {
        var e = await Assert.ThrowsAsync<MimiJsonException>(() => Client(answer).TranslateAsync("a", "en", "ja", cancellationToken: Token));

        Assert.DoesNotContain("秘密", e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"code":400,"error":"言語の組が違います","status":"error"}""")]
    [InlineData("{}")]
    public async Task Translate_ErrorInAnAnswerOfSuccess_IsAnError(string answer)
    {
        var e = await Assert.ThrowsAsync<MimiServiceException>(() => Client(answer).TranslateAsync("a", "en", "ja", cancellationToken: Token));

        Assert.Equal((HttpStatusCode.OK, answer), (e.StatusCode, e.Detail));
        Assert.DoesNotContain("言語", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Translate_ErrorThatRepeatsTheToken_DoesNotShowIt()
    {
        var client = new NictTraClient(new HttpServer("""{"error":"secret-token"}""").Engine, MimiCredential.FromToken("secret-token"));

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => client.TranslateAsync("a", "en", "ja", cancellationToken: Token));

        Assert.Equal("""{"error":"[redacted]"}""", e.Detail);
    }

    [Fact]
    public async Task Translate_Refused_TellsStatusAndBody()
    {
        var client = new NictTraClient(new HttpServer("Invalid mimi API access token", "text/plain", HttpStatusCode.Unauthorized).Engine, null);

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => client.TranslateAsync("a", "en", "ja", cancellationToken: Token));

        Assert.Equal((HttpStatusCode.Unauthorized, "Invalid mimi API access token"), (e.StatusCode, e.Detail));
    }

    private static NictTraClient Client(string answer) => new(new HttpServer(answer).Engine, null);
}
