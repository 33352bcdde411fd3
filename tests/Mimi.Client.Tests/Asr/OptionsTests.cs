using Mimi.Client.Asr;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.Client.Services;
using Mimi.Client.Testing;

namespace Mimi.Client.Tests.Asr;

public sealed class OptionsTests
{
    public static TheoryData<string, Action> OutOfRange => new()
    {
        { "7999", static () => _ = new MimiAsrOptions { AudioFormat = MimiAudioFormat.Pcm(7_999) } },
        { "192001", static () => _ = new MimiAsrOptions { AudioFormat = MimiAudioFormat.Pcm(192_001) } },
        { "24", static () => _ = new NictAsrV1Options { AudioFormat = MimiAudioFormat.Pcm16k with { BitsPerSample = 24 } } },
        { "9", static () => _ = new NictAsrV2Options { AudioFormat = MimiAudioFormat.Pcm(16_000, 9) } },
        { "0", static () => _ = new NictAsrV2Options { AudioFormat = default } },
        { "5", static () => _ = new NictAsrV2Options { AudioFormat = MimiAudioFormat.Pcm16k with { Encoding = (MimiAudioEncoding)5 } } },
        { "-00:00:00.0010000", static () => _ = new NictAsrV2Options { TemporaryInterval = TimeSpan.FromMilliseconds(-1) } },
        { "00:00:00.0015000", static () => _ = new NictAsrV2Options { TemporaryInterval = TimeSpan.FromMilliseconds(1.5) } },
        { "00:10:00.0010000", static () => _ = new NictAsrV2Options { TemporaryInterval = TimeSpan.FromMilliseconds(600_001) } },
        { "00:00:00", static () => _ = new MimiAsrOptions { ResponseTimeout = TimeSpan.Zero } },
        { "3199", static () => _ = new MimiSessionOptions { SendBufferBytes = 3_199 } },
        { "16777217", static () => _ = new MimiSessionOptions { SendBufferBytes = 16_777_217 } },
        { "0", static () => _ = new MimiSessionOptions { ResultBufferCapacity = 0 } },
        { "1023", static () => _ = new MimiSessionOptions { MaxMessageBytes = 1_023 } },
        { "00:00:00", static () => _ = new MimiSessionOptions { OpenTimeout = TimeSpan.Zero } },
        { "01:00:01", static () => _ = new MimiSessionOptions { HandshakeTimeout = TimeSpan.FromSeconds(3_601) } },
        { "-00:00:01", static () => _ = new MimiSessionOptions { CloseTimeout = TimeSpan.FromSeconds(-1) } },
        { "00:00:00", static () => _ = new MimiServiceRequest { ResponseTimeout = TimeSpan.Zero } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Option_OutOfRange_IsRefusedWithTheValue(string value, Action make)
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(make);

        Assert.Contains(value, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ja;x=y")]
    [InlineData("j a")]
    [InlineData("ja\r\nx: y")]
    [InlineData("日本語")]
    public void Language_NoCode_IsRefused(string code)
    {
        Assert.ThrowsAny<ArgumentException>(() => new MimiAsrLanguage(code));
        Assert.ThrowsAny<ArgumentException>(() => new NictAsrLanguage(code));
    }

    [Fact]
    public void Language_Default_IsJapanese()
    {
        Assert.Equal("ja", default(MimiAsrLanguage).Code);
        Assert.Equal("ja", default(NictAsrLanguage).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("abc\n")]
    [InlineData("トークン")]
    public void Credential_NoToken_IsRefusedWithoutShowingIt(string token)
    {
        var e = Assert.ThrowsAny<ArgumentException>(() => MimiCredential.FromToken(token));

        Assert.True(token.Length == 0 || !e.Message.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public void Credential_ToString_HidesTheToken() =>
        Assert.DoesNotContain("secret-token", MimiCredential.FromToken("secret-token").ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("x", "a\r\nb: c")]
    [InlineData("x", "値")]
    [InlineData("x y", "a")]
    [InlineData("x:", "a")]
    [InlineData("", "a")]
    public void Request_HeaderThatCannotBeCarried_IsRefusedWithoutTheValue(string name, string value)
    {
        var e = Assert.Throws<ArgumentException>(() => new MimiServiceRequest { Headers = [new(name, value)] });

        Assert.DoesNotContain("値", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("relative")]
    [InlineData("ftp://mimi.test/")]
    [InlineData("https://user:password@mimi.test/")]
    public void Address_NotOfAService_IsRefusedWithoutSecrets(string address)
    {
        using MimiNetworkEngine engine = new InMemoryNetworkEngine();

        var e = Assert.Throws<ArgumentException>(() => new MimiAsrClient(engine, null, new Uri(address, UriKind.RelativeOrAbsolute)));

        Assert.DoesNotContain("password@", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_With_ChangesACopy()
    {
        var options = new NictAsrV2Options();

        Assert.Equal(options, options with { Progressive = false });
        Assert.NotEqual(options, options with { Progressive = true });
    }
}
