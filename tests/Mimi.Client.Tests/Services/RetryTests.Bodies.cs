using System.Net;
using System.Text;
using Mimi.Client.Services;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;

namespace Mimi.Client.Tests.Services;

/// <summary>What is sent again, and what cannot be.</summary>
public sealed partial class RetryTests
{
    [Fact]
    public async Task Send_MemoryAndForm_GoOutAgainWhole()
    {
        await FinishAsync(SendAsync(new() { Body = MimiRequestBody.FromMemory("音声"u8.ToArray(), "x/y") }, attempt => attempt == 1 ? new(HttpStatusCode.BadGateway) : Answer("a")));
        await FinishAsync(SendAsync(new() { Body = MimiRequestBody.FromForm(new KeyValuePair<string, string>("a", "b")) }, static attempt => attempt == 3 ? new(HttpStatusCode.BadGateway) : Answer("a")));

        Assert.Equal(["音声", "音声", "a=b", "a=b"], _bodies);
    }

    [Fact]
    public async Task Send_StreamThatSeeks_GoesOutAgainFromWhereItWas()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("headaudio")) { Position = 4 };

        await FinishAsync(SendAsync(new() { Body = MimiRequestBody.FromStream(stream, "x/y") }, static attempt => attempt == 1 ? new(HttpStatusCode.BadGateway) : Answer("a")));

        Assert.Equal(["audio", "audio"], _bodies);
    }

    [Fact]
    public async Task Send_StreamThatDoesNotSeekAndWasRead_IsThrownAtOnce()
    {
        using var stream = new ForwardOnlyStream([1, 2]);

        await Assert.ThrowsAsync<MimiServiceException>(() => SendAsync(new() { Body = MimiRequestBody.FromStream(stream, "x/y") }, static _ => new(HttpStatusCode.BadGateway)));

        Assert.Single(_tries);
    }

    [Fact]
    public async Task Send_StreamThatDoesNotSeekAndWasNotRead_GoesOut()
    {
        using var stream = new ForwardOnlyStream("audio"u8.ToArray());
        bool isFirst = true;
        using var engine = new InMemoryNetworkEngine(onRequest: async (request, token) =>
        {
            if (isFirst)
            {
                isFirst = false;
                throw new MimiIOException("No connection.");
            }

            return Answer(await request.Content!.ReadAsStringAsync(token));
        });

        string answer = await FinishAsync(Client(engine).SendAsync(Timed(new() { Body = MimiRequestBody.FromStream(stream, "x/y") }), Results.PlainDecoder, Token));

        Assert.Equal("audio", answer);
    }

    [Fact]
    public async Task Send_CallersStreamFails_IsThrownAtOnceAsItIs()
    {
        using var stream = new BrokenStream();

        var e = await Assert.ThrowsAsync<IOException>(() => SendAsync(new() { Body = MimiRequestBody.FromStream(stream, "x/y") }, static _ => Answer("a")));

        Assert.Equal("broken", e.Message);
    }
}
