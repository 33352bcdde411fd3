using System.Net;
using System.Net.Http.Json;
using Mimi.Server.Tests.Support;
using Mimi.Speech;

namespace Mimi.Server.Tests.Synthesis;

/// <summary>protocol 12: fields from anywhere, WAV and RAW, and errors that are JSON.</summary>
public sealed class SynthesisTests
{
    private const string Text = "こんにちは、世界。";

    private static readonly short[] Samples = [0, 1, -2, short.MaxValue, short.MinValue];

    private static CancellationToken Timeout => TestTimeout.Token;

    [Theory]
    [InlineData("urlencoded")]
    [InlineData("multipart")]
    [InlineData("query")]
    [InlineData("both")]
    [InlineData("json")]
    [InlineData("get")]
    public async Task Speak_EachEncoding_GivesAWav(string encoding)
    {
        var voice = new ScriptedVoice(Samples);
        await using Fixture server = await StartAsync(voice);
        Dictionary<string, string> form = new() { ["text"] = Text, ["engine"] = "nict", ["lang"] = "ja" };
        string query = "/speech_synthesis?" + string.Join('&', form.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        var multipart = new MultipartFormDataContent();
        foreach ((string name, string value) in form)
        {
            multipart.Add(new StringContent(value), name);
        }

        using HttpResponseMessage response = encoding switch
        {
            "urlencoded" => await server.Http.PostAsync("/speech_synthesis", new FormUrlEncodedContent(form), Timeout),
            "multipart" => await server.Http.PostAsync("/speech_synthesis", multipart, Timeout),
            "query" => await server.Http.PostAsync(query, null, Timeout),
            "both" => await server.Http.PostAsync(query, new FormUrlEncodedContent(form), Timeout),
            "json" => await server.Http.PostAsJsonAsync("/speech_synthesis", form, Timeout),
            _ => await server.Http.GetAsync(query, Timeout),
        };

        Assert.Equal((HttpStatusCode.OK, "audio/wav"), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        byte[] header =
        [
            .. "RIFF"u8, 46, 0, 0, 0, .. "WAVE"u8, // 36 bytes of header behind the size, and 10 of samples.
            .. "fmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x80, 0x3e, 0, 0, 0, 0x7d, 0, 0, 2, 0, 16, 0, // 16,000 Hz, 32,000 bytes a second.
            .. "data"u8, 10, 0, 0, 0,
        ];
        byte[] wav = await response.Content.ReadAsByteArrayAsync(Timeout);
        Assert.Equal(header, wav[..44]);
        Assert.Equal([0, 0, 1, 0, 0xfe, 0xff, 0xff, 0x7f, 0, 0x80], wav[44..]);
        Assert.Equal(new SpeechSynthesisRequest { Text = Text, Language = "ja" }, Assert.Single(voice.Asked));
    }

    [Theory]
    [InlineData("audio_endian", "Little", 0xfe, 0xff)]
    [InlineData("audio_endian", "Big", 0xff, 0xfe)]
    [InlineData("endian", "Big", 0xff, 0xfe)]
    [InlineData("none", "", 0xfe, 0xff)]
    public async Task Speak_Raw_HasTheByteOrderAskedFor(string field, string endian, byte first, byte second)
    {
        await using Fixture server = await StartAsync(new ScriptedVoice(-2));

        using HttpResponseMessage response = await SpeakAsync(server, ("audio_format", "RAW"), (field, endian));

        Assert.Equal("audio/x-pcm;bit=16;rate=16000;channels=1", response.Content.Headers.ContentType!.ToString().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal([first, second], await response.Content.ReadAsByteArrayAsync(Timeout));
    }

    [Theory]
    [InlineData("male", true)]
    [InlineData("female", false)]
    [InlineData("unknown", null)]
    public async Task Speak_Options_ReachTheVoice(string gender, bool? male)
    {
        var voice = new ScriptedVoice(1);
        await using Fixture server = await StartAsync(voice);

        using HttpResponseMessage response = await SpeakAsync(server, ("lang", "zh-TW"), ("gender", gender), ("rate", "0.5"), ("age", "18"), ("native", "yes"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(new SpeechSynthesisRequest { Text = Text, Language = "zh-TW", Male = male, Rate = 0.5 }, Assert.Single(voice.Asked));
    }

    [Theory]
    [InlineData("text", "", 400, "'text' is missing")]
    [InlineData("lang", "", 400, "'lang' is missing")]
    [InlineData("engine", "", 400, "'engine' is missing")]
    [InlineData("engine", "other", 400, "engine=other is not known. Send nict.")]
    [InlineData("audio_format", "ADPCM", 415, "Send WAV or RAW")]
    [InlineData("audio_format", "Speex", 415, "Send WAV or RAW")]
    [InlineData("audio_format", "MP3", 400, "Send WAV or RAW")]
    [InlineData("audio_endian", "Middle", 400, "Send Little or Big")]
    [InlineData("audio_endian", "Big", 400, "goes with audio_format=RAW")]
    [InlineData("gender", "robot", 400, "Send female or male or unknown")]
    [InlineData("rate", "0.49", 400, "Send 0.5 to 2.0")]
    [InlineData("rate", "2.01", 400, "Send 0.5 to 2.0")]
    [InlineData("rate", "1,5", 400, "Send 0.5 to 2.0")]
    [InlineData("rate", "NaN", 400, "Send 0.5 to 2.0")]
    public async Task Speak_FieldWrong_IsRefusedWithTheRightOnes(string field, string value, int expected, string advice)
    {
        var voice = new ScriptedVoice(1);
        await using Fixture server = await StartAsync(voice);

        using HttpResponseMessage response = await SpeakAsync(server, (field, value));

        (int code, string error) = await ErrorAsync(response);
        Assert.Equal((expected, expected), ((int)response.StatusCode, code));
        Assert.Contains(advice, error, StringComparison.Ordinal);
        Assert.Empty(voice.Asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Speak_TextAtItsLimit_IsSpokenAndOneMoreIsNot(bool byGet)
    {
        string longest = string.Concat(Enumerable.Repeat("𠮷野", 500)); // 𠮷 takes two chars, and is one character.
        await using Fixture server = await StartAsync(new ScriptedVoice(1));

        using HttpResponseMessage spoken = await SendAsync(longest);
        using HttpResponseMessage refused = await SendAsync(longest + "家");

        Assert.Equal(HttpStatusCode.OK, spoken.StatusCode);
        Assert.Equal((413, "The text has 1001 characters; 1000 are allowed. Send it in pieces."), await ErrorAsync(refused));

        Task<HttpResponseMessage> SendAsync(string text) => byGet
            ? server.Http.GetAsync($"/speech_synthesis?engine=nict&lang=ja&text={Uri.EscapeDataString(text)}", Timeout)
            : SpeakAsync(server, ("text", text));
    }

    [Fact]
    public async Task Speak_BodyFarTooLarge_IsRefusedInJson()
    {
        await using Fixture server = await StartAsync(new ScriptedVoice(1));

        using HttpResponseMessage response = await SpeakAsync(server, ("text", new string('あ', 200_000)));

        Assert.Equal(413, (await ErrorAsync(response)).Code);
    }

    [Fact]
    public async Task Speak_NoVoices_Is503WithTheOptionToSet()
    {
        await using Fixture server = await Fixture.StartAsync();

        using HttpResponseMessage response = await SpeakAsync(server);

        (int code, string error) = await ErrorAsync(response);
        Assert.Equal(503, code);
        Assert.Contains("MimiServerOptions.Synthesizer", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Speak_LanguageThatIsNotOffered_Is400()
    {
        await using Fixture server = await StartAsync(new ScriptedVoice((_, _) => throw new SpeechUnavailableException("声は ja だけです。") { IsLanguageUnknown = true }));

        using HttpResponseMessage response = await SpeakAsync(server);

        Assert.Equal((400, "声は ja だけです。"), await ErrorAsync(response)); // Not 503, which asks to try again.
    }

    [Fact]
    public async Task Speak_EngineNotInstalled_Is503WithTheVoicesOwnAdvice()
    {
        await using Fixture server = await StartAsync(new ScriptedVoice((_, _) => throw new SpeechUnavailableException("Install the package open-jtalk: 日本語の声がありません。")));

        using HttpResponseMessage response = await SpeakAsync(server);

        Assert.Equal((503, "Install the package open-jtalk: 日本語の声がありません。"), await ErrorAsync(response));
    }

    [Fact]
    public async Task Speak_VoiceFails_Is500WithoutItsWords()
    {
        var logs = new CapturingLoggerFactory();
        await using Fixture server = await StartAsync(new ScriptedVoice((_, _) => throw new InvalidOperationException("inner words")), logs);

        using HttpResponseMessage response = await SpeakAsync(server);

        (int code, string error) = await ErrorAsync(response);
        Assert.Equal(500, code);
        Assert.DoesNotContain("inner words", error, StringComparison.Ordinal);
        Assert.Contains(logs.Lines, line => line.StartsWith("Error Mimi.Server.Synthesis 302", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Lines, line => line.Contains(Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Speak_CallerGoes_EndsTheVoice()
    {
        var speaking = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        await using Fixture server = await StartAsync(new ScriptedVoice(async (_, token) =>
        {
            await using CancellationTokenRegistration registration = token.Register(ended.SetResult);
            speaking.SetResult();
            await Task.Delay(System.Threading.Timeout.Infinite, token);
            return [];
        }));
        using var leaving = new CancellationTokenSource();
        Task<HttpResponseMessage> call = server.Http.GetAsync("/speech_synthesis?engine=nict&lang=ja&text=a", leaving.Token);
        await speaking.Task.WaitAsync(Timeout);

        await leaving.CancelAsync();

        await ended.Task.WaitAsync(Timeout);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Dispose_WhileSpeaking_Answers503()
    {
        var speaking = new TaskCompletionSource();
        Fixture server = await StartAsync(new ScriptedVoice(async (_, token) =>
        {
            speaking.SetResult();
            await Task.Delay(System.Threading.Timeout.Infinite, token);
            return [];
        }));
        Task<HttpResponseMessage> call = SpeakAsync(server);
        await speaking.Task.WaitAsync(Timeout);

        Task stopping = server.Server.DisposeAsync().AsTask();

        using HttpResponseMessage response = await call;
        Assert.Equal((503, "The server is shutting down."), await ErrorAsync(response));
        await stopping;
        await server.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dispose_Voice_OnlyIfHandedOver(bool handOver)
    {
        var voice = new ScriptedVoice(1);
        await using (await Fixture.StartAsync(configure: options => options with { Synthesizer = voice, DisposeSynthesizer = handOver }))
        {
        }

        Assert.Equal(handOver, voice.IsDisposed);
    }

    private static Task<Fixture> StartAsync(ScriptedVoice voice, CapturingLoggerFactory? logs = null) =>
        Fixture.StartAsync(configure: options => options with { Synthesizer = voice, LoggerFactory = (Microsoft.Extensions.Logging.ILoggerFactory?)logs ?? options.LoggerFactory });

    private static Task<HttpResponseMessage> SpeakAsync(Fixture server, params (string Name, string Value)[] changes)
    {
        Dictionary<string, string> form = new() { ["text"] = Text, ["engine"] = "nict", ["lang"] = "ja" };
        foreach ((string name, string value) in changes)
        {
            form[name] = value;
        }

        return server.Http.PostAsync("/speech_synthesis", new FormUrlEncodedContent(form), Timeout);
    }

    private static async Task<(int Code, string Error)> ErrorAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        return Strict.Error(await response.Content.ReadAsStringAsync(Timeout));
    }
}
