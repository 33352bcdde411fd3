using System.Net;
using System.Net.Http.Headers;
using Mimi.Server.Tests.Support;
using static Mimi.Server.Tests.Support.ScriptedSegment;

namespace Mimi.Server.Tests;

/// <summary>protocol: POST of whole audio, with a length or chunked; the reply is the final message only.</summary>
public sealed class HttpTests
{
    private static CancellationToken Timeout => TestTimeout.Token;

    [Theory]
    [InlineData("asr", "", "asr#mimilvcsr")]
    [InlineData("nict-asr", "", "asr#nictlvcsr")]
    [InlineData("nict-asr", "response_format=v2;progressive=true;temporary=true;temporary_interval=1500", "asr#nictlvcsr2")]
    public async Task Post_Audio_AnswersTheFinalOnly(string process, string options, string type)
    {
        var speech = new ScriptedSpeech { Script = [Temporary(100, 0, "おは", 0, 90), Final(200, 0, "おはよう。", 10, 190), Final(900, 1, "はい。", 200, 400)] };
        await using Fixture server = await Fixture.StartAsync(speech);

        (int status, string body) = await server.PostAsync(new byte[16_000], "audio/x-pcm;bit=16;rate=16000", ("x-mimi-process", process), ("x-mimi-nict-asr-options", options));

        Assert.Equal(200, status);
        ScriptedStream stream = await speech.OpenedAsync(Timeout);
        Assert.Null(stream.Options.TemporaryInterval);
        Assert.Equal(8_000, stream.Samples.Length);
        Assert.True(stream.Disposed.IsCompleted);
        Assert.Contains("おはよう。".TrimEnd('。'), body, StringComparison.Ordinal);
        Assert.Contains(type, body, StringComparison.Ordinal);
        switch (type)
        {
            case "asr#mimilvcsr":
                Assert.Equal(["おはよう。", "はい。"], Strict.Read<StrictAsr>(body).Response.Select(entry => entry.Result));
                break;
            case "asr#nictlvcsr":
                Assert.Equal(6, Strict.Read<StrictNictV1>(body).Response.Length);
                break;
            default:
                StrictNictV2 piece = Assert.Single(Strict.Read<StrictNictV2>(body).Response);
                Assert.Equal(("おはよう。はい。", true, 10), (piece.Result, piece.Determined, piece.Time));
                break;
        }
    }

    [Fact]
    public async Task Post_Chunked_IsRecognizedWhileItComes()
    {
        await using Fixture server = await Fixture.StartAsync(new() { Script = [Final(900, 0, "はい", 0, 400)] });
        await using RawClient client = await RawClient.ConnectAsync(server.Server.Address);
        await client.WriteAsync("POST / HTTP/1.1\r\nHost: a\r\nx-mimi-process: asr\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n\0\0\0\r\n"u8.ToArray());
        ScriptedStream stream = await server.Speech.OpenedAsync(Timeout);
        await stream.HeardAsync(1, Timeout); // Before the rest was sent.
        await client.WriteAsync("3\r\n\0\0\0\r\n0\r\n\r\n"u8.ToArray());

        using var reader = new StreamReader(client.Stream);
        string reply = await reader.ReadToEndAsync(Timeout);

        Assert.StartsWith("HTTP/1.1 200 ", reply, StringComparison.Ordinal);
        Assert.Contains("はい", reply, StringComparison.Ordinal);
        Assert.Equal(3, stream.Samples.Length);
    }

    [Fact]
    public async Task Post_NoBody_AnswersAnEmptyResult()
    {
        await using Fixture server = await Fixture.StartAsync();

        (int status, string body) = await server.PostAsync([], null, ("x-mimi-process", "asr"));

        Assert.Equal(200, status);
        Assert.Empty(Strict.Read<StrictAsr>(body).Response);
    }

    [Fact]
    public async Task Post_TooLongByItsLength_Is413BeforeAnyRecognition()
    {
        await using Fixture server = await Fixture.StartAsync(configure: options => options with { MaxUtterance = TimeSpan.FromSeconds(1) });

        (int status, string body) = await server.PostAsync(new byte[32_002], null, ("x-mimi-process", "asr"));

        Assert.Equal((413, 413), (status, Strict.Error(body).Code));
        Assert.Contains("1 s", Strict.Error(body).Error, StringComparison.Ordinal);
        Assert.Empty(server.Speech.AskedFor);
    }

    [Fact]
    public async Task Post_TooLongWithoutLength_Is413()
    {
        await using Fixture server = await Fixture.StartAsync(configure: options => options with { MaxUtterance = TimeSpan.FromSeconds(1) });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(new byte[100_000]) };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("x-mimi-process", "asr");

        using HttpResponseMessage response = await server.Http.SendAsync(request, Timeout);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        await (await server.Speech.OpenedAsync(Timeout)).Disposed.WaitAsync(Timeout);
    }

    [Fact]
    public async Task Post_ExpectContinue_IsAnswered()
    {
        await using Fixture server = await Fixture.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(new byte[2_000_000]) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("audio/x-pcm;bit=16;rate=48000;channels=2");
        request.Headers.ExpectContinue = true;
        request.Headers.Add("x-mimi-process", "asr");

        using HttpResponseMessage response = await server.Http.SendAsync(request, Timeout);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((2_000_000 / 4 + 2) / 3, (await server.Speech.OpenedAsync(Timeout)).Samples.Length);
    }

    [Fact]
    public async Task Post_RecognizerFails_Is500()
    {
        await using Fixture server = await Fixture.StartAsync(new() { OnWrite = static (_, _) => throw new InvalidDataException("secret words") });

        (int status, string body) = await server.PostAsync(new byte[3_200], null, ("x-mimi-process", "asr"));

        Assert.Equal((500, 500), (status, Strict.Error(body).Code));
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        await (await server.Speech.OpenedAsync(Timeout)).Disposed.WaitAsync(Timeout);
    }

    [Fact]
    public async Task Post_RecognizerCannotOpen_Is500()
    {
        await using Fixture server = await Fixture.StartAsync(new() { OpenFailure = static () => new InvalidOperationException("no more streams") });

        (int status, string body) = await server.PostAsync([], null, ("x-mimi-process", "asr"));

        Assert.Equal((500, 500), (status, Strict.Error(body).Code));
    }

    [Fact]
    public async Task Post_ClientGoesWhileDecoding_FreesTheRecognizer()
    {
        await using Fixture server = await Fixture.StartAsync(new() { OnLast = static (_, token) => Task.Delay(System.Threading.Timeout.Infinite, token) });
        await using RawClient client = await RawClient.ConnectAsync(server.Server.Address);
        await client.WriteAsync("POST / HTTP/1.1\r\nHost: a\r\nx-mimi-process: asr\r\nContent-Length: 4\r\n\r\n\0\0\0\0"u8.ToArray());
        ScriptedStream stream = await server.Speech.OpenedAsync(Timeout);
        await stream.Completed.WaitAsync(Timeout);

        await client.DisposeAsync();

        await stream.Disposed.WaitAsync(Timeout);
    }
}
