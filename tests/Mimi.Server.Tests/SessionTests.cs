using System.Net.WebSockets;
using System.Text;
using Mimi.Server.Tests.Support;
using static Mimi.Server.Tests.Support.ScriptedSegment;

namespace Mimi.Server.Tests;

/// <summary>protocol: commands, who closes and with which code, and what happens when either side goes.</summary>
public sealed class SessionTests
{
    private static readonly (string, string)[] Asr = [("x-mimi-process", "asr")];

    private static CancellationToken Timeout => TestTimeout.Token;

    [Theory]
    [InlineData("""{"command":"recog-break"}""")]
    [InlineData("""{"command": "recog-break"}""")]
    [InlineData("  {\n  \"more\" : [ 1, {} ],\r\n \"command\"\t: \"recog\\u002dbreak\" }  ")]
    public async Task Break_HoweverSpaced_FinishesTheUtterance(string command)
    {
        await using Fixture server = await Fixture.StartAsync();
        using WireClient client = await server.OpenAsync(Asr);

        await client.SendTextAsync(command);

        Assert.Equal("recog-finished", Strict.Read<StrictAsr>(Assert.Single(await client.ReadToEndAsync())).Status);
        Assert.Equal((WebSocketCloseStatus.NormalClosure, ""), (client.Socket.CloseStatus, client.Socket.CloseStatusDescription));
    }

    [Theory]
    [InlineData("""{"command":"recog-start"}""")]
    [InlineData("""{"command":"RECOG-BREAK"}""")]
    [InlineData("""{"command":7}""")]
    [InlineData("""["recog-break"]""")]
    [InlineData("\"recog-break\"")]
    [InlineData("{\"command\":\"recog-break\"")]
    [InlineData("recog-break")]
    [InlineData("""{"command":"\ud800\ud800\ud800"}""")]
    [InlineData("""{"\ud800\ud800":"recog-break"}""")]
    [InlineData("こんにちは")]
    [InlineData("")]
    public async Task Text_NoCommandKnown_IsIgnored(string text)
    {
        await using Fixture server = await Fixture.StartAsync();
        using WireClient client = await server.OpenAsync(Asr);

        await client.SendTextAsync(text);
        await client.SendTextAsync(new string('x', 60_000));
        await client.SendSilenceAsync(10);
        await client.FinishAsync();

        Assert.Equal(160, (await server.Speech.OpenedAsync(Timeout)).Samples.Length); // What came behind was still audio.
    }

    [Fact]
    public async Task Break_SecondOneAndAudioBehind_AreIgnored()
    {
        var gate = new TaskCompletionSource();
        await using Fixture server = await Fixture.StartAsync(new() { OnLast = (_, token) => gate.Task.WaitAsync(token) });
        using WireClient client = await server.OpenAsync(Asr);
        await client.SendSilenceAsync(10);
        await client.BreakAsync();
        await client.BreakAsync();
        await client.SendSilenceAsync(10);
        await client.SendTextAsync("{");
        ScriptedStream stream = await server.Speech.OpenedAsync(Timeout);
        await stream.Completed.WaitAsync(Timeout);
        gate.SetResult();

        Assert.Single(await client.ReadToEndAsync());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.Socket.CloseStatus);
        Assert.Equal(160, stream.Samples.Length);
    }

    [Fact]
    public async Task Final_ComesWholeAsText_AndTheCloseRightBehind()
    {
        string longText = string.Concat(Enumerable.Repeat("吾輩は猫である。", 20_000)); // 480 kB in UTF-8.
        await using Fixture server = await Fixture.StartAsync(new() { Script = [Final(0, 0, longText, 0, 1)] });
        await using RawClient client = await RawClient.OpenAsync(server.Server.Address, "x-mimi-process: nict-asr", "x-mimi-nict-asr-options: response_format=v2");
        await client.SendFrameAsync(0x81, """{"command":"recog-break"}"""u8);

        (byte first, byte[] payload) = await client.ReadFrameAsync();
        (byte next, byte[] close) = await client.ReadFrameAsync();

        Assert.Equal(0x81, first); // FIN and text.
        Assert.Equal(longText, Strict.Read<StrictNictV2>(Encoding.UTF8.GetString(payload)).Response[0].Result);
        Assert.Equal((byte)0x88, next);
        Assert.Equal([0x03, 0xe8], close); // 1000, no reason.
    }

    [Fact]
    public async Task Close_EchoMissing_ConnectionEndsAllTheSame()
    {
        await using Fixture server = await Fixture.StartAsync();
        await using RawClient client = await RawClient.OpenAsync(server.Server.Address, "x-mimi-process: asr");
        await client.SendFrameAsync(0x81, """{"command":"recog-break"}"""u8);
        Assert.Equal((1000, ""), await client.ReadCloseAsync());

        await client.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20), Timeout); // It waits 2 s for the echo that never comes.
    }

    [Theory]
    [InlineData(new byte[] { 0x03, 0xe8 })]
    [InlineData(new byte[] { 0x03, 0xe9, 0x62, 0x79, 0x65 })]
    [InlineData(new byte[0])]
    public async Task ClientCloses_WithoutBreak_IsAnsweredWithACode(byte[] payload)
    {
        await using Fixture server = await Fixture.StartAsync();
        await using RawClient client = await RawClient.OpenAsync(server.Server.Address, "x-mimi-process: asr");
        await client.SendFrameAsync(0x82, new byte[320]);

        await client.SendFrameAsync(0x88, payload);

        Assert.Equal((1000, ""), await client.ReadCloseAsync());
        await (await server.Speech.OpenedAsync(Timeout)).Disposed.WaitAsync(Timeout);
        await client.ReadToEndAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ClientGoes_WhileStreaming_FreesTheRecognizer(bool reset)
    {
        await using Fixture server = await Fixture.StartAsync();
        await using RawClient client = await RawClient.OpenAsync(server.Server.Address, "x-mimi-process: asr");
        await client.SendFrameAsync(0x82, new byte[320]);
        ScriptedStream stream = await server.Speech.OpenedAsync(Timeout);
        await stream.HeardAsync(160, Timeout);

        await GoAsync(client, reset);

        await stream.Disposed.WaitAsync(Timeout);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ClientGoes_WhileDecoding_FreesTheRecognizer(bool reset)
    {
        await using Fixture server = await Fixture.StartAsync(new() { OnLast = static (_, token) => Task.Delay(System.Threading.Timeout.Infinite, token) });
        await using RawClient client = await RawClient.OpenAsync(server.Server.Address, "x-mimi-process: asr");
        await client.SendFrameAsync(0x81, """{"command":"recog-break"}"""u8);
        ScriptedStream stream = await server.Speech.OpenedAsync(Timeout);
        await stream.Completed.WaitAsync(Timeout);

        await GoAsync(client, reset);

        await stream.Disposed.WaitAsync(Timeout);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ClientGoes_WhileTheRecognizerIsBehind_FreesTheRecognizer(bool reset)
    {
        var writing = new TaskCompletionSource();
        await using Fixture server = await Fixture.StartAsync(new()
        {
            OnWrite = async (_, token) =>
            {
                writing.TrySetResult();
                await Task.Delay(System.Threading.Timeout.Infinite, token);
            },
        });
        await using RawClient client = await RawClient.OpenAsync(server.Server.Address, "x-mimi-process: asr");
        await client.SendFrameAsync(0x82, new byte[64_000]);
        await writing.Task.WaitAsync(Timeout);

        await GoAsync(client, reset);

        await (await server.Speech.OpenedAsync(Timeout)).Disposed.WaitAsync(Timeout);
    }

    [Fact]
    public async Task RecognizerFails_WhileWriting_Closes1011()
    {
        await using Fixture server = await Fixture.StartAsync(new() { OnWrite = static (_, _) => throw new InvalidDataException("secret words") });
        using WireClient client = await server.OpenAsync(Asr);

        await client.SendSilenceAsync(10);

        await AssertFailedAsync(server, client);
    }

    [Fact]
    public async Task RecognizerFails_WhileDecoding_Closes1011()
    {
        await using Fixture server = await Fixture.StartAsync(new() { OnLast = static (_, _) => throw new InvalidDataException("secret words") });
        using WireClient client = await server.OpenAsync(Asr);

        await client.BreakAsync();

        await AssertFailedAsync(server, client);
    }

    [Fact]
    public async Task RecognizerCannotOpen_IsRefusedBeforeTheUpgrade()
    {
        await using Fixture server = await Fixture.StartAsync(new() { OpenFailure = static () => new InvalidOperationException("no more streams") });

        Assert.Equal(500, (await Assert.ThrowsAsync<HandshakeRefusedException>(() => server.OpenAsync(Asr))).Status);
    }

    [Fact]
    public async Task Utterance_TooLong_Closes1009()
    {
        await using Fixture server = await Fixture.StartAsync(configure: options => options with { MaxUtterance = TimeSpan.FromSeconds(1) });
        using WireClient client = await server.OpenAsync(Asr);
        await client.SendSilenceAsync(1_000);
        await client.SendSilenceAsync(1);

        Assert.Empty(await client.ReadToEndAsync());

        Assert.Equal((WebSocketCloseStatus.MessageTooBig, "An utterance may have 1 s of audio."), (client.Socket.CloseStatus, client.Socket.CloseStatusDescription));
    }

    private static async Task AssertFailedAsync(Fixture server, WireClient client)
    {
        Assert.Empty(await client.ReadToEndAsync());
        Assert.Equal((WebSocketCloseStatus.InternalServerError, "The recognizer failed."), (client.Socket.CloseStatus, client.Socket.CloseStatusDescription));
        await (await server.Speech.OpenedAsync(Timeout)).Disposed.WaitAsync(Timeout);
    }

    private static async Task GoAsync(RawClient client, bool reset)
    {
        if (reset)
        {
            client.Socket.LingerState = new(true, 0);
        }

        await client.DisposeAsync();
    }
}
