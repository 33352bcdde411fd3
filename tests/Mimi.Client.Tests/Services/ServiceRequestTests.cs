using System.Net;
using System.Text;
using Mimi.Client.Serialization;
using Mimi.Client.Services;
using Mimi.Client.Testing;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Services;

public sealed class ServiceRequestTests
{
    private static readonly MessageDecoder<string> Text = new(static message => Encoding.UTF8.GetString(message));

    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [InlineData("http://mimi.test", "http://mimi.test/a/b%20c")]
    [InlineData("http://mimi.test/v1/", "http://mimi.test/v1/a/b%20c")]
    [InlineData("ws://mimi.test:81/v1?x=y", "http://mimi.test:81/v1/a/b%20c?x=y")]
    public async Task Send_MethodAndPath_GoOut(string address, string expected)
    {
        (HttpMethod? method, string uri) = (null, "");
        using var engine = new InMemoryNetworkEngine(onRequest: (request, _) =>
        {
            (method, uri) = (request.Method, request.RequestUri!.AbsoluteUri);
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent("答え") });
        });

        string answer = await new MimiServiceClient(engine, null, new Uri(address)).SendAsync(new() { Method = HttpMethod.Put, Path = "a/b%20c" }, Text, Token);

        Assert.Equal((HttpMethod.Put, expected, "答え"), (method, uri, answer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/../b")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("http://elsewhere.test/")]
    [InlineData("a b")]
    [InlineData("話者")]
    public void Path_ThatLeadsElsewhere_IsRefused(string path) =>
        Assert.Throws<ArgumentException>(() => new MimiServiceRequest { Path = path });

    [Fact]
    public async Task SendForStream_Answer_ComesInPieces()
    {
        byte[] audio = [.. Enumerable.Range(0, 100_000).Select(static i => (byte)i)];
        using var engine = new InMemoryNetworkEngine(onRequest: (_, _) =>
        {
            var content = new ByteArrayContent(audio);
            content.Headers.TryAddWithoutValidation("Content-Type", "audio/x-wav;rate=16000");
            return Task.FromResult(new HttpResponseMessage { Content = content });
        });

        await using MimiServiceResponse response = await new MimiServiceClient(engine, null, new Uri("http://mimi.test/")).SendForStreamAsync(new(), Token);
        using var read = new MemoryStream();
        byte[] buffer = new byte[7_000];
        int count;
        while ((count = await response.ReadAsync(buffer, Token)) > 0)
        {
            read.Write(buffer, 0, count);
        }

        Assert.Equal("audio/x-wav;rate=16000", response.ContentType);
        Assert.Equal(audio, read.ToArray());
    }

    [Fact]
    public async Task SendForStream_Refused_Throws()
    {
        using var engine = new InMemoryNetworkEngine(onRequest: static (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.TooManyRequests)));

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => new MimiServiceClient(engine, null, new Uri("http://mimi.test/")).SendForStreamAsync(new(), Token));

        Assert.Equal(HttpStatusCode.TooManyRequests, e.StatusCode);
    }
}
