using System.Runtime.CompilerServices;
using System.Text.Json;
using Mimi.Server.Tests.Support;

namespace Mimi.Server.Tests.Scenarios;

/// <summary>protocol 13: an array of strings, one side Japanese; the translations of the shipped example.</summary>
public sealed class TranslationTests
{
    [Theory]
    [InlineData("ja", "en", "こんにちは。", """["Hello."]""")]
    [InlineData("en", "ja", "Good morning.", """["おはようございます。"]""")]
    [InlineData("ja", "fr", "こんにちは。", """["(translated)"]""")]
    [InlineData("ja", "en", "さようなら。", """["(translated)"]""")]
    public async Task Translate_FirstEntryThatMatches_Answers(string source, string target, string text, string expected)
    {
        await using Fixture server = await StartAsync();
        Dictionary<string, string> form = new() { ["text"] = text, ["source_lang"] = source, ["target_lang"] = target };
        string query = "/machine_translation?" + string.Join('&', form.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        var multipart = new MultipartFormDataContent();
        foreach ((string name, string value) in form)
        {
            multipart.Add(new StringContent(value), name);
        }

        foreach ((string path, HttpContent? body, HttpMethod method) in ((string, HttpContent?, HttpMethod)[])
            [("/machine_translation", new FormUrlEncodedContent(form), HttpMethod.Post), ("/machine_translation", multipart, HttpMethod.Post), (query, null, HttpMethod.Post), (query, null, HttpMethod.Get)])
        {
            (int status, JsonElement reply) = await server.SendAsync(path, body, method: method);
            Assert.Equal((200, expected), (status, reply.GetRawText()));
        }
    }

    [Theory]
    [InlineData("en", "fr", 400, "must be 'ja'")]
    [InlineData("ja", "ja", 400, "must be 'ja'")]
    [InlineData("", "ja", 400, "'source_lang' is missing")]
    [InlineData("ja", "", 400, "'target_lang' is missing")]
    [InlineData("en", "ja", 501, """{"service": "machine_translation", "language": "en", "targetLanguage": "ja", "text": …, "translation": ["…"]}""")]
    public async Task Translate_Refused_SaysWhatIsRight(string source, string target, int expected, string advice)
    {
        await using Fixture server = await StartAsync();

        (int status, JsonElement body) = await server.SendAsync("/machine_translation", new FormUrlEncodedContent([new("text", "知らない言葉"), new("source_lang", source), new("target_lang", target)]));

        Assert.Equal((expected, expected), (status, body.GetProperty("code").GetInt32()));
        Assert.Contains(advice, body.Error(), StringComparison.Ordinal);
        Assert.DoesNotContain("知らない", body.Error(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Translate_TooLong_Is413()
    {
        await using Fixture server = await Fixture.StartAsync(configure: options => options with { MaxTextCharacters = 3 });

        (int status, JsonElement body) = await server.SendAsync("/machine_translation?source_lang=ja&target_lang=en&text=%E3%81%82%E3%81%84%E3%81%86%E3%81%88", null);

        Assert.Equal((413, "The text has 4 characters; 3 are allowed. Send it in pieces."), (status, body.Error()));
    }

    private static Task<Fixture> StartAsync([CallerFilePath] string here = "") => Fixture.StartAsync(configure: options => options with
    {
        Scenario = MimiScenario.Load(Path.Combine(Path.GetDirectoryName(here)!, "../../../samples/scenarios/translation.json")),
    });
}
