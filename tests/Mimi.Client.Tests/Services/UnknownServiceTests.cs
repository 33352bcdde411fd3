using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Serialization;
using Mimi.Client.Serialization;
using Mimi.Client.Services;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Services;

/// <summary>A service that this library does not know is spoken to with public API alone: other headers, bodies, results and commands.</summary>
public sealed partial class UnknownServiceTests
{
    private static readonly MessageDecoder<Mood> Decoder = MessageDecoder.Json(
        MoodJson.Default.Mood, static mood => mood.Last ? MimiResultKind.Final : MimiResultKind.Partial, static mood => mood.Session);

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Session_OtherHeadersCommandsAndResults_Work()
    {
        var server = new SessionServer();
        var client = new MimiServiceClient(server.Engine, MimiCredential.FromToken("t"), new Uri("ws://mimi.test/mood"));
        await using MimiServiceSession<Mood> session = await client.OpenSessionAsync(
            new MimiServiceRequest { Headers = [new("x-mimi-process", "mood"), new("x-mimi-mood-options", "depth=3")] }, Decoder, Token);

        await session.SendJsonAsync(new Command("気分", 5), MoodJson.Default.Command, Token);
        await session.StopAsync("""{"command":"mood-end"}""", Token);
        string first = (await server.ReceiveUntilTextAsync()).Text;
        string last = (await server.ReceiveUntilTextAsync()).Text;
        await server.SendAsync("""{"mood":"楽しい","last":false}""");
        await server.SendAsync("""{"mood":"眠い","last":true,"session":"m-1","unknown":[1]}""");
        await server.CloseAsync(1000);
        List<string> moods = [];
        await foreach (Mood mood in session.ReceiveAllAsync(Token))
        {
            moods.Add(mood.Name);
        }

        Assert.Equal("{\"command\":\"\\u6C17\\u5206\",\"depth\":5}", first);
        Assert.Equal("""{"command":"mood-end"}""", last);
        Assert.Equal(["楽しい", "眠い"], moods);
        Assert.Equal("m-1", session.SessionId);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, session.CloseStatus);
        Assert.Equal(["depth=3"], server.Request!.Headers.GetValues("x-mimi-mood-options"));
        Assert.Null(server.Request.Content); // It sends no audio, and so has no content type.
    }

    [Fact]
    public async Task Post_Form_IsUrlEncodedUtf8()
    {
        (string body, string type) = await PostAsync(MimiRequestBody.FromForm(new("text", "今日は & 明日"), new("lang", "ja")));

        Assert.Equal("text=%E4%BB%8A%E6%97%A5%E3%81%AF+%26+%E6%98%8E%E6%97%A5&lang=ja", body);
        Assert.Equal("application/x-www-form-urlencoded", type);
    }

    [Fact]
    public async Task Post_Binary_KeepsTheContentTypeAsItIs()
    {
        (string body, string type) = await PostAsync(MimiRequestBody.FromMemory("bytes"u8.ToArray(), "audio/x-mood;bit=16"));

        Assert.Equal("bytes", body);
        Assert.Equal("audio/x-mood;bit=16", type);
    }

    [Fact]
    public async Task Post_AnswerTooLarge_Throws()
    {
        using var engine = new InMemoryNetworkEngine(onRequest: static (_, _) => Task.FromResult(new HttpResponseMessage { Content = new ByteArrayContent(new byte[5_000]) }));

        await Assert.ThrowsAsync<MimiSerializationException>(() =>
            new MimiServiceClient(engine, null, TestSessions.Address).PostAsync(new() { Session = new() { MaxMessageBytes = 4_999 } }, Decoder, Token));
    }

    [Fact]
    public async Task Post_NoAnswer_TimesOut()
    {
        var clock = new ManualTimeProvider();
        using var engine = new InMemoryNetworkEngine(onRequest: static async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            throw new InvalidOperationException();
        });
        Task<Mood> posting = new MimiServiceClient(engine, null, TestSessions.Address).PostAsync(
            new() { ResponseTimeout = TimeSpan.FromSeconds(8), Session = new() { TimeProvider = clock } }, Decoder, Token);
        await clock.WaitForTimersAsync(1, Token);

        clock.Advance(TimeSpan.FromSeconds(8));

        Assert.Equal(TimeSpan.FromSeconds(8), (await Assert.ThrowsAsync<MimiTimeoutException>(() => posting)).Timeout);
    }

    [Fact]
    public async Task Post_ConnectionLostInTheAnswer_ThrowsIOException()
    {
        using var engine = new InMemoryNetworkEngine(onRequest: static (_, _) => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new BrokenStream()) }));

        await Assert.ThrowsAsync<MimiIOException>(() => new MimiServiceClient(engine, null, TestSessions.Address).PostAsync(new(), Decoder, Token));
    }

    private static async Task<(string Body, string Type)> PostAsync(MimiRequestBody body)
    {
        (string, string) sent = default;
        using var engine = new InMemoryNetworkEngine(onRequest: async (request, token) =>
        {
            string type = request.Content!.Headers.NonValidated["Content-Type"].ToString(); // First: reading the text parses and re-formats it.
            sent = (await request.Content.ReadAsStringAsync(token), type);
            return new(HttpStatusCode.OK) { Content = new StringContent("""{"mood":"良い"}""", Encoding.UTF8) };
        });
        Mood mood = await new MimiServiceClient(engine, null, TestSessions.Address).PostAsync(new MimiServiceRequest { Body = body }, Decoder, Token);
        Assert.Equal("良い", mood.Name);
        return sent;
    }

    internal sealed record Mood([property: JsonPropertyName("mood")] string Name, [property: JsonPropertyName("last")] bool Last, [property: JsonPropertyName("session")] string? Session);

    internal sealed record Command([property: JsonPropertyName("command")] string Name, [property: JsonPropertyName("depth")] int Depth);

    [JsonSerializable(typeof(Mood))]
    [JsonSerializable(typeof(Command))]
    internal sealed partial class MoodJson : JsonSerializerContext;

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("broken");
    }
}
