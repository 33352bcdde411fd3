using System.Text;
using Mimi.Client.Engines.Direct;

namespace Mimi.Client.Tests.Engines.Direct;

public sealed class RequestHeadTests
{
    [Theory]
    [InlineData("http://mimi.example/", "/", "mimi.example")]
    [InlineData("https://mimi.example:443/a%20b?lang=%E6%97%A5", "/a%20b?lang=%E6%97%A5", "mimi.example")]
    [InlineData("http://127.0.0.1:8080", "/", "127.0.0.1:8080")]
    [InlineData("http://[::1]:8080/?x=1#fragment", "/?x=1", "[::1]:8080")]
    [InlineData("http://例え.テスト/", "/", "xn--r8jz45g.xn--zckzah")]
    public void Of_Address_IsTargetAndHost(string address, string target, string host)
    {
        string[] lines = LinesOf(new HttpRequestMessage(HttpMethod.Get, address));

        Assert.Equal([$"GET {target} HTTP/1.1", $"Host: {host}", "", ""], lines);
    }

    [Fact]
    public void Of_Headers_AreWrittenAsTheyAre()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://mimi.example/");
        request.Headers.TryAddWithoutValidation("X-Odd", "a; b=\"c\"");
        request.Headers.Host = "other.example";
        request.Content = new ByteArrayContent([]);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "audio/x-pcm;bit=16;rate=16000;channels=1");

        Assert.Equal(
            ["GET / HTTP/1.1", "Host: other.example", "X-Odd: a; b=\"c\"", "Content-Type: audio/x-pcm;bit=16;rate=16000;channels=1", "", ""],
            LinesOf(request));
    }

    [Fact]
    public void Of_CharacterThatCannotBeSent_NamesTheHeaderAndNotItsValue()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://mimi.example/");
        request.Headers.TryAddWithoutValidation("X-Name", "秘密");

        var e = Assert.Throws<ArgumentException>(() => LinesOf(request));

        Assert.Contains("X-Name", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("秘", e.Message, StringComparison.Ordinal);
    }

    private static string[] LinesOf(HttpRequestMessage request) => Encoding.ASCII.GetString(RequestHead.Of(request, request.RequestUri!)).Split("\r\n");
}
