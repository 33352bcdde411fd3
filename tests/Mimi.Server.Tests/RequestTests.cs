using Mimi.Server.Http;
using Mimi.Server.Recognition;
using Mimi.Server.Tests.Support;
using Mimi.Speech;
using static Mimi.Server.Tests.Support.ScriptedSegment;

namespace Mimi.Server.Tests;

/// <summary>protocol: each option from header or query; names in any case, process values in lower case; what is refused, and how.</summary>
public sealed class RequestTests
{
    [Theory]
    [InlineData("X-MIMI-PROCESS", "x-mimi-input-language", "X-Mimi-Nict-Asr-Options")]
    [InlineData("x-mimi-process", "X-Mimi-Input-Language", "x-mimi-nict-asr-options")]
    public async Task Headers_AnyCase_AreRead(string process, string language, string options)
    {
        await using Fixture server = await Fixture.StartAsync();
        using WireClient client = await server.OpenAsync((process, "nict-asr"), (language, "zh-TW"), (options, "response_format=v2"));

        Assert.Equal("asr#nictlvcsr2", Strict.Read<StrictNictV2>(Assert.Single(await client.FinishAsync())).Type);
        Assert.Equal(["zh-TW"], server.Speech.AskedFor);
    }

    [Theory]
    [InlineData("process=nict-asr&input-language=en&nict-asr-options=response_format%3Dv2%3Btemporary%3Dfalse&content-type=audio%2Fx-pcm%3Bbit%3D16")]
    [InlineData("process=nict-asr&input-language=en&nict-asr-options=response_format=v2;temporary=false&content-type=audio/x-pcm;bit=16;rate=16000")]
    public async Task Query_EncodedOrRaw_IsReadInBothTransports(string query)
    {
        await using Fixture server = await Fixture.StartAsync(new() { Script = [Final(0, 0, "yes", 0, 5)] });
        using WireClient client = await server.OpenAsync(("?", query));

        StrictMessage<StrictNictV2> message = Strict.Read<StrictNictV2>(Assert.Single(await client.FinishAsync()));
        (int status, string body) = await server.PostAsync([], "application/octet-stream", ("?", query));

        Assert.Equal("yes", message.Response[0].Result);
        Assert.Equal((200, "yes"), (status, Strict.Read<StrictNictV2>(body).Response[0].Result));
        Assert.Equal(["en", "en"], server.Speech.AskedFor);
    }

    [Fact]
    public async Task HeaderAndQuery_TheHeaderWins()
    {
        await using Fixture server = await Fixture.StartAsync();
        using WireClient client = await server.OpenAsync(("x-mimi-process", "asr"), ("x-mimi-input-language", "en"), ("?", "process=srs&input-language=ja"));

        await client.FinishAsync();

        Assert.Equal(["en"], server.Speech.AskedFor);
    }

    [Fact]
    public async Task DuplicateHeaders_OneOfThemTakesEffect()
    {
        await using Fixture server = await Fixture.StartAsync();
        await using RawClient client = await RawClient.OpenAsync(server.Server.Address, "x-mimi-process:asr", "x-mimi-process:   srs  ", "x-mimi-input-language:", "x-mimi-input-language: \t en \t");

        await client.SendFrameAsync(0x81, """{"command":"recog-break"}"""u8);

        Assert.Equal((1000, ""), await client.ReadCloseAsync());
        Assert.Equal(["en"], server.Speech.AskedFor);
    }

    [Fact]
    public async Task NoLanguage_MeansJapanese()
    {
        await using Fixture server = await Fixture.StartAsync();

        await server.PostAsync([], null, ("x-mimi-process", "asr"));

        Assert.Equal(["ja"], server.Speech.AskedFor);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ASR")]
    [InlineData("SRS")]
    [InlineData("asr,nict-asr")]
    public async Task Process_NotServed_Is401WithTheRightOnes(string? process)
    {
        await using Fixture server = await Fixture.StartAsync();
        (string, string)[] headers = process is null ? [] : [("x-mimi-process", process)];

        (int status, string body) = await server.PostAsync([], null, headers);
        var refused = await Assert.ThrowsAsync<HandshakeRefusedException>(() => server.OpenAsync(headers));

        Assert.Equal((401, 401), (status, refused.Status));
        Assert.Contains("Send 'asr' or 'nict-asr'", Strict.Error(body).Error, StringComparison.Ordinal);
        Assert.Contains(process ?? "is missing", Strict.Error(body).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_WithoutModel_Is400WithTheAdvice()
    {
        await using Fixture server = await Fixture.StartAsync();

        (int status, string body) = await server.PostAsync([], null, ("x-mimi-process", "asr"), ("x-mimi-input-language", "ko"));
        var refused = await Assert.ThrowsAsync<HandshakeRefusedException>(() => server.OpenAsync(("x-mimi-process", "asr"), ("x-mimi-input-language", "ko")));

        Assert.Equal((400, 400), (status, refused.Status));
        Assert.Equal((400, "There is no model for 'ko'. 「モデル」を追加してください。"), Strict.Error(body));
        Assert.Contains("「モデル」", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_CannotBeHadNow_Is503UntilItCan()
    {
        await using Fixture server = await Fixture.StartAsync(new() { LoadFailure = new SpeechUnavailableException("「モデル」を取得できません。") });

        (int status, string body) = await server.PostAsync([], null, ("x-mimi-process", "asr"));
        var refused = await Assert.ThrowsAsync<HandshakeRefusedException>(() => server.OpenAsync(("x-mimi-process", "asr")));
        server.Speech.LoadFailure = null;
        (int later, _) = await server.PostAsync([], null, ("x-mimi-process", "asr"));

        Assert.Equal((503, 503, 200), (status, refused.Status, later)); // 400 would tell a client not to come again.
        Assert.Equal((503, "「モデル」を取得できません。"), Strict.Error(body));
    }

    [Theory]
    [InlineData("response_format=v3", "v1 or v2")]
    [InlineData("progressive=yes", "true or false")]
    [InlineData("temporary", "true or false")]
    [InlineData("temporary_interval=-1", "milliseconds")]
    [InlineData("temporary_interval=99999999999", "milliseconds")]
    public async Task NictOption_WithoutMeaning_Is400WithTheRightOnes(string options, string advice)
    {
        await using Fixture server = await Fixture.StartAsync();

        (int status, string body) = await server.PostAsync([], null, ("x-mimi-process", "nict-asr"), ("x-mimi-nict-asr-options", options));

        Assert.Equal(400, status);
        Assert.Contains(advice, Strict.Error(body).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("response_format=v2;progressive=True;temporary=TRUE;temporary_interval=800", true, true, true, 800)]
    [InlineData(" temporary = true ; response_format=v2 ;; unknown=1 ; alone", true, false, true, 1_500)]
    [InlineData("temporary=true;temporary=false", false, false, false, 1_500)]
    [InlineData("", false, false, false, 1_500)]
    [InlineData(null, false, false, false, 1_500)]
    public void NictOptions_UnknownOrDouble_AreTolerated(string? value, bool version2, bool progressive, bool temporary, int interval)
    {
        Assert.Equal(new NictAsrOptions(version2, progressive, temporary, TimeSpan.FromMilliseconds(interval)), NictAsrOptions.Parse(value));
    }

    [Fact]
    public async Task NictOptions_WithAsr_AreIgnoredUnlessNonsense()
    {
        await using Fixture server = await Fixture.StartAsync();

        (int status, string body) = await server.PostAsync([], null, ("x-mimi-process", "asr"), ("x-mimi-nict-asr-options", "response_format=v2"), ("x-mimi-lid-options", "lang=ja|en"));

        Assert.Equal((200, "asr#mimilvcsr"), (status, Strict.Read<StrictAsr>(body).Type));
    }

    [Theory]
    [InlineData("GET", "/", 426)]
    [InlineData("PUT", "/", 405)]
    [InlineData("OPTIONS", "/", 405)]
    [InlineData("POST", "/v3/token", 404)]
    [InlineData("PUT", "/speech_synthesis", 405)]
    [InlineData("DELETE", "/machine_translation", 405)]
    [InlineData("GET", "/favicon.ico", 404)]
    public async Task OtherRequests_AreAnsweredInJson(string method, string path, int expected)
    {
        await using Fixture server = await Fixture.StartAsync();
        using var request = new HttpRequestMessage(new(method), path);

        using HttpResponseMessage response = await server.Http.SendAsync(request, TestTimeout.Token);

        Assert.Equal(expected, (int)response.StatusCode);
        Assert.Equal(expected, Strict.Error(await response.Content.ReadAsStringAsync(TestTimeout.Token)).Code);
    }

    [Fact]
    public async Task AnyHostName_IsServed()
    {
        await using Fixture server = await Fixture.StartAsync();
        await using RawClient client = await RawClient.ConnectAsync(server.Server.Address);

        string head = await client.ExchangeHeadAsync("POST / HTTP/1.1", "x-mimi-process: asr", "Content-Length: 0"); // Its Host is mimi.example.

        Assert.StartsWith("HTTP/1.1 200 ", head, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_Refused_NamesItsStatus()
    {
        Assert.Equal(400, Assert.Throws<RefusedException>(() => NictAsrOptions.Parse("response_format=v9")).StatusCode);
    }
}
