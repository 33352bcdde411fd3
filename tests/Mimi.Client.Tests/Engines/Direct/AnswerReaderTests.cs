using System.Text;
using Mimi.Client.Engines.Direct;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Engines.Direct;

public sealed class AnswerReaderTests
{
    private const string Chunked = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 7\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static CancellationToken Token => TestTimeout.Token;

    public static TheoryData<string, string> Bodies => new()
    {
        { "HTTP/1.1 403 Forbidden\r\nContent-Length: 9\r\n\r\n禁止です", "禁止で" },
        { "HTTP/1.1 403 Forbidden\r\n\r\nto the end", "to the end" },
        { "HTTP/1.0 403\r\nContent-Type: text/plain\r\n\r\n", "" },
        { "HTTP/1.1 204 No Content\r\n\r\nmore", "" },
        { "HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\nmore", "" },
        { "HTTP/1.1 400 Bad\nContent-Length: 2\n\nno, and more", "no" },
        { Chunked + "4\r\nWiki\r\n6;ext=1\r\npedia \r\nE\r\nin \r\n\r\nchunks.\r\n0\r\nTrailer: x\r\n\r\n", "Wikipedia in \r\n\r\nchunks." },
        { Chunked + "0\r\n\r\n", "" },
        { "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 401 Unauthorized\r\nContent-Length: 3\r\n\r\nwho", "who" },
    };

    public static TheoryData<string, HttpRequestError> Flaws => new()
    {
        { "", HttpRequestError.ResponseEnded },
        { "HTTP/1.1 101 Switching", HttpRequestError.ResponseEnded },
        { "HTT", HttpRequestError.ResponseEnded },
        { "HTX", HttpRequestError.InvalidResponse },
        { "SSH-2.0-OpenSSH\r\n", HttpRequestError.InvalidResponse },
        { "HTTP/2 200\r\n\r\n", HttpRequestError.InvalidResponse },
        { "HTTP/1.1 20\r\n\r\n", HttpRequestError.InvalidResponse },
        { "HTTP/1.1 2000\r\n\r\n", HttpRequestError.InvalidResponse },
        { "HTTP/1.1 20x OK\r\n\r\n", HttpRequestError.InvalidResponse },
        { "HTTP/1.1 099 Low\r\n\r\n", HttpRequestError.InvalidResponse },
        { "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", HttpRequestError.InvalidResponse },
        { "HTTP/1.1 200 OK\r\n: nameless\r\n\r\n", HttpRequestError.InvalidResponse },
        { "HTTP/1.1 200 OK\r\n folded: x\r\n\r\n", HttpRequestError.InvalidResponse },
        { "HTTP/1.1 200 OK\r\nX: " + new string('x', 70_000) + "\r\n\r\n", HttpRequestError.ConfigurationLimitExceeded },
    };

    public static TheoryData<string> BrokenBodies =>
    [
        "HTTP/1.1 403 Forbidden\r\nContent-Length: 9\r\n\r\nshort",
        Chunked + "4\r\nWi",
        Chunked + "zz\r\n",
        Chunked + "FFFFFFFFFFFFFFFFF\r\n",
        Chunked + new string('1', 2_000),
        Chunked,
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Read_Body_IsReadToItsEndHoweverItComes(string answer, string body)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(answer);
        for (int step = 1; step <= bytes.Length; step += Math.Max(1, step / 2))
        {
            using HttpResponseMessage response = await ReadAsync(new ScriptedStream(bytes, step));

            Assert.Equal(body, await response.Content.ReadAsStringAsync(Token));
        }
    }

    [Theory]
    [MemberData(nameof(Flaws))]
    public async Task Read_NoAnswer_SaysWhatItIs(string answer, HttpRequestError error)
    {
        var e = await Assert.ThrowsAsync<HttpIOException>(() => ReadAsync(new ScriptedStream(Encoding.ASCII.GetBytes(answer), 1_000)));

        Assert.Equal(error, e.HttpRequestError);
    }

    [Theory]
    [MemberData(nameof(BrokenBodies))]
    public async Task Read_BodyIsBroken_Throws(string answer)
    {
        using HttpResponseMessage response = await ReadAsync(new ScriptedStream(Encoding.ASCII.GetBytes(answer)));
        Stream body = await response.Content.ReadAsStreamAsync(Token);

        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null, Token));
    }

    [Fact]
    public async Task Read_Headers_AreKeptAsTheyAre()
    {
        using HttpResponseMessage response = await ReadAsync(new ScriptedStream(
            "HTTP/1.1 429 Too Many Requests\r\nRetry-After:  120 \r\nX-Odd:a:b\r\nContent-Type: text/plain\r\nX-Odd: c\r\nX-Empty:\r\n\r\n"u8.ToArray()));

        Assert.Equal(429, (int)response.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(2), response.Headers.RetryAfter?.Delta);
        Assert.Equal(["a:b", "c"], response.Headers.GetValues("x-odd"));
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.ToString());
        Assert.Equal([""], response.Headers.GetValues("X-Empty"));
    }

    [Fact]
    public async Task Read_Upgrade_WhatFollowsIsTheConnectionItself()
    {
        var connection = new ScriptedStream([.. "HTTP/1.1 101 Switching Protocols\r\n\r\n"u8, 1, 2, 3]);

        using HttpResponseMessage response = await ReadAsync(connection);
        Stream stream = await response.Content.ReadAsStreamAsync(Token);
        await stream.WriteAsync((byte[])[9], Token);
        byte[] read = new byte[2];
        await stream.ReadExactlyAsync(read, Token);

        Assert.Equal([1, 2], read);
        Assert.Equal(3, stream.ReadByte());
        Assert.Equal(0, await stream.ReadAsync(read, Token));
        Assert.Equal([9], Assert.Single(connection.Writes));
        await stream.DisposeAsync();
        Assert.True(connection.IsDisposed);
    }

    [Fact]
    public async Task Read_RandomBytes_EndsWithAnAnswerOrAsItSays()
    {
        var random = new Random(6);
        byte[] odd = [.. "\r\n: 10aHT/;x\0"u8, 0xFF];
        byte[][] seeds = [.. Bodies.Select(static row => Encoding.UTF8.GetBytes(row.Data.Item1))];
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = [.. seeds[random.Next(seeds.Length)]];
            for (int change = random.Next(1, 5); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = odd[random.Next(odd.Length)];
            }

            try
            {
                using HttpResponseMessage response = await ReadAsync(new ScriptedStream(bytes, random.Next(1, 50)));
                Stream body = await response.Content.ReadAsStreamAsync(Token);
                await body.CopyToAsync(Stream.Null, Token);
            }
            catch (IOException)
            {
                // Documented; anything else fails the test.
            }
        }
    }

    private static Task<HttpResponseMessage> ReadAsync(Stream connection) => AnswerReader.ReadAsync(connection, new HttpRequestMessage(), Token);
}
