using Mimi.Server.Tests.Support;
using static Mimi.Server.Tests.Support.ScriptedSegment;

namespace Mimi.Server.Tests;

/// <summary>protocol: nict-asr v2 tells temporary, partial and final pieces apart.</summary>
public sealed class NictV2Tests
{
    private static ScriptedSpeech NewSpeech() => new()
    {
        Script =
        [
            Temporary(500, 0, "今日は。", 0, 500),
            Final(1_000, 0, "今日は", 0, 1_000),
            Temporary(1_500, 1, "いい", 1_100, 1_500),
            Temporary(2_000, 1, "いい天気", 1_100, 2_000),
            Final(2_500, 1, "いい天気です。", 1_100, 2_400),
            Temporary(3_000, 2, "でも", 2_700, 3_000),
            Final(99_000, 2, "でも寒い", 2_700, 3_300),
            Final(99_000, 3, "ね。", 3_400, 3_500),
        ],
    };

    [Fact]
    public async Task ProgressiveAndTemporary_SendPiecesThenTheRest()
    {
        List<StrictMessage<StrictNictV2>> messages = await RunAsync("response_format=v2;progressive=true;temporary=true;temporary_interval=500");

        Assert.Equal(
            ["~今日は。@0", "!今日は@0", "~いい@1100", "~いい天気@1100", "!いい天気です。@1100", "~でも@2700", "!でも寒い@2700", "=ね。@3400"],
            messages.Select(Shown));
        Assert.Equal("今日はいい天気です。でも寒いね。", string.Concat(messages.Where(message => message.Response[0].Determined).Select(message => message.Response[0].Result)));
    }

    [Fact]
    public async Task TemporaryOnly_SendsEverythingNotDelivered()
    {
        List<StrictMessage<StrictNictV2>> messages = await RunAsync("response_format=v2;progressive=false;temporary=True;temporary_interval=500");

        Assert.Equal(
            ["~今日は。@0", "~今日はいい@0", "~今日はいい天気@0", "~今日はいい天気です。でも@0", "=今日はいい天気です。でも寒いね。@0"],
            messages.Select(Shown));
    }

    [Fact]
    public async Task ProgressiveOnly_SendsPartials()
    {
        List<StrictMessage<StrictNictV2>> messages = await RunAsync("response_format=v2;progressive=true;temporary=false");

        Assert.Equal(["!今日は@0", "!いい天気です。@1100", "!でも寒い@2700", "=ね。@3400"], messages.Select(Shown));
    }

    [Fact]
    public async Task NothingAskedFor_SendsTheFinalOnly()
    {
        List<StrictMessage<StrictNictV2>> messages = await RunAsync("response_format=v2");

        Assert.Equal(["=今日はいい天気です。でも寒いね。@0"], messages.Select(Shown));
        Assert.Equal(["今日はいい天気です", "。", "でも寒いね", "。"], messages[0].Response[0].Words);
    }

    [Theory]
    [InlineData("response_format=v2;temporary=true;temporary_interval=500", 500)]
    [InlineData("response_format=v2;temporary=true;temporary_interval=0", 100)]
    [InlineData("response_format=v2;temporary=true", 1_500)]
    [InlineData("response_format=v2;temporary=false;temporary_interval=500", null)]
    [InlineData("response_format=v2;temporary_interval=500", null)]
    public async Task TemporaryInterval_GoesToTheRecognizer(string options, int? milliseconds)
    {
        var speech = new ScriptedSpeech();
        await using Fixture server = await Fixture.StartAsync(speech);
        using WireClient client = await server.OpenAsync(("x-mimi-process", "nict-asr"), ("x-mimi-nict-asr-options", options));

        ScriptedStream stream = await speech.OpenedAsync(TestTimeout.Token);

        Assert.Equal(milliseconds, stream.Options.TemporaryInterval?.TotalMilliseconds);
        await client.FinishAsync();
    }

    [Fact]
    public async Task EverythingDelivered_TheFinalIsEmptyButSent()
    {
        await using Fixture server = await Fixture.StartAsync(new() { Script = [Final(10, 0, "はい。", 0, 10)] });
        using WireClient client = await server.OpenAsync(("x-mimi-process", "nict-asr"), ("x-mimi-nict-asr-options", "response_format=v2;progressive=true"));
        await client.SendSilenceAsync(20);
        string? partial = await client.ReadAsync();

        string final = Assert.Single(await client.FinishAsync());

        Assert.Equal("!はい。@0", Shown(Strict.Read<StrictNictV2>(partial!)));
        Assert.Equal("=@10", Shown(Strict.Read<StrictNictV2>(final)));
        Assert.Empty(Strict.Read<StrictNictV2>(final).Response[0].Words);
    }

    [Fact]
    public async Task English_KeepsBlanksBetweenSegments()
    {
        await using Fixture server = await Fixture.StartAsync(new() { Script = [Final(0, 0, " Ask not, ", 0, 10), Final(0, 1, "my friends.", 10, 20)] });
        using WireClient client = await server.OpenAsync(("x-mimi-process", "nict-asr"), ("x-mimi-input-language", "en"), ("x-mimi-nict-asr-options", "response_format=v2"));

        StrictNictV2 piece = Strict.Read<StrictNictV2>(Assert.Single(await client.FinishAsync())).Response[0];

        Assert.Equal("Ask not, my friends.", piece.Result);
        Assert.Equal(["Ask", "not,", "my", "friends."], piece.Words);
    }

    private static string Shown(StrictMessage<StrictNictV2> message)
    {
        Assert.Equal("asr#nictlvcsr2", message.Type);
        StrictNictV2 piece = Assert.Single(message.Response);
        char kind = message.Status == "recog-finished" ? '=' : piece.Determined ? '!' : '~';
        Assert.True(kind != '=' || piece.Determined);
        return $"{kind}{piece.Result}@{piece.Time}";
    }

    /// <summary>Sends 3 s of audio, in steps; the last two segments come after recog-break.</summary>
    private static async Task<List<StrictMessage<StrictNictV2>>> RunAsync(string options)
    {
        await using Fixture server = await Fixture.StartAsync(NewSpeech());
        using WireClient client = await server.OpenAsync(("x-mimi-process", "nict-asr"), ("x-mimi-nict-asr-options", options));
        ScriptedStream stream = await server.Speech.OpenedAsync(TestTimeout.Token);
        for (int i = 0; i < 6; i++)
        {
            await client.SendSilenceAsync(500);
        }

        await stream.HeardAsync(48_000, TestTimeout.Token); // Or what was final before recog-break would be after it.
        List<StrictMessage<StrictNictV2>> messages = [.. (await client.FinishAsync()).Select(Strict.Read<StrictNictV2>)];
        Assert.Single(messages.Select(message => message.SessionId).Distinct());
        return messages;
    }
}
