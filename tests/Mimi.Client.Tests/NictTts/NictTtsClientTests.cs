using System.Net;
using Mimi.Client.NictTts;
using Mimi.Client.Testing;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.NictTts;

public sealed class NictTtsClientTests
{
    private static readonly byte[] Samples = [1, 0, 2, 0, 3, 0];

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Synthesize_Defaults_SendsTheFormAsKotlinDoes()
    {
        var server = new HttpServer(Samples, "audio/x-wav");

        await new NictTtsClient(server.Engine, MimiCredential.FromToken("t")).SynthesizeAsync("今日は & 明日。", cancellationToken: Token);

        Assert.Equal("POST https://tts.mimi.fd.ai/speech_synthesis", server.Line);
        Assert.Equal("Bearer t", server.Authorization);
        Assert.Equal("application/x-www-form-urlencoded", server.ContentType);
        Assert.Equal(
            "text=%E4%BB%8A%E6%97%A5%E3%81%AF+%26+%E6%98%8E%E6%97%A5%E3%80%82&engine=nict&lang=ja&audio_format=WAV&audio_endian=Little&gender=unknown&rate=1.0",
            server.Form);
    }

    [Fact]
    public async Task Synthesize_AllOptions_GoOut()
    {
        var server = new HttpServer(Samples);
        var client = new NictTtsClient(server.Engine, null, new Uri("http://127.0.0.1:1/speech_synthesis"));

#pragma warning disable MIMI0001
        var options = new NictTtsOptions
        {
            Language = "zh-TW",
            AudioFormat = NictTtsAudioFormat.Raw,
            Endianness = NictTtsEndianness.Big,
            Gender = NictTtsGender.Female,
            Rate = 1.25,
            Age = "20",
            Native = "yes",
        };
#pragma warning restore MIMI0001
        await client.SynthesizeAsync("a", options, Token);

        Assert.Equal("POST http://127.0.0.1:1/speech_synthesis", server.Line);
        Assert.Null(server.Authorization);
        Assert.Equal("text=a&engine=nict&lang=zh-TW&audio_format=RAW&audio_endian=Big&gender=female&rate=1.25&age=20&native=yes", server.Form);
    }

    [Fact]
    public async Task Synthesize_LongText_GoesOutWhole()
    {
        var server = new HttpServer(Samples);
        string text = new('あ', 100_000);

        await new NictTtsClient(server.Engine, null).SynthesizeAsync(text, cancellationToken: Token);

        Assert.Equal(text, WebUtility.UrlDecode(server.Form.Split('&')[0]["text=".Length..]));
    }

    [Fact]
    public async Task Synthesize_Audio_IsGivenAsItCame()
    {
        NictTtsAudio audio = await new NictTtsClient(new HttpServer(Samples, "audio/x-wav;rate=16000").Engine, null).SynthesizeAsync("あ", cancellationToken: Token);

        Assert.Equal(Samples, audio.Bytes.ToArray());
        Assert.Equal("audio/x-wav;rate=16000", audio.ContentType);
        Assert.Equal(NictTtsAudioFormat.Wav, audio.AudioFormat);
        Assert.False(audio.IsWav);
    }

    [Fact]
    public async Task Synthesize_LargerThanTheLimit_Throws()
    {
        var client = new NictTtsClient(new HttpServer(new byte[5_000]).Engine, null);

        Assert.Equal(5_000, (await client.SynthesizeAsync("あ", new() { MaxAudioBytes = 5_000 }, Token)).Bytes.Length);
        client = new(new HttpServer(new byte[5_001]).Engine, null);
        Assert.Contains("5000", (await Assert.ThrowsAsync<MimiSerializationException>(() => client.SynthesizeAsync("あ", new() { MaxAudioBytes = 5_000 }, Token))).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> NoTexts => ["", " 　\n", "秘密" + (char)0xD800, "秘密" + (char)0xDC00 + "あ"]; // Not inline: metadata is UTF-8.

    [Theory]
    [MemberData(nameof(NoTexts))]
    public async Task Synthesize_TextThatCannotBeSpoken_IsRefusedBeforeTheRequestAndNotShown(string text)
    {
        var server = new HttpServer(Samples);
        var client = new NictTtsClient(server.Engine, null);

        ArgumentException e = await Assert.ThrowsAnyAsync<ArgumentException>(() => client.SynthesizeAsync(text, cancellationToken: Token));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.SynthesizeToAsync(text, Stream.Null, cancellationToken: Token));
        Assert.ThrowsAny<ArgumentException>(() => client.SynthesizeStreamAsync(text, cancellationToken: Token)); // At once, not in the loop.

        Assert.Equal("text", e.ParamName);
        Assert.DoesNotContain("秘密", e.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task Synthesize_SurrogatePair_IsAText()
    {
        var server = new HttpServer(Samples);

        await new NictTtsClient(server.Engine, null).SynthesizeAsync("𠮷野家", cancellationToken: Token);

        Assert.StartsWith("text=%F0%A0%AE%B7%E9", server.Form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SynthesizeTo_Stream_IsFilledAndNotDisposed()
    {
        byte[] audio = [.. Enumerable.Range(0, 100_001).Select(static i => (byte)i)];
        using var destination = new MemoryStream();

        long written = await new NictTtsClient(new HttpServer(audio, "audio/x-wav").Engine, null).SynthesizeToAsync("あ", destination, cancellationToken: Token);

        Assert.Equal(audio.Length, written);
        Assert.Equal(audio, destination.ToArray());
    }

    [Fact]
    public async Task SynthesizeTo_StreamThatCannotBeWritten_IsRefusedBeforeTheRequest()
    {
        var server = new HttpServer(Samples);

        await Assert.ThrowsAsync<ArgumentException>(() =>
            new NictTtsClient(server.Engine, null).SynthesizeToAsync("あ", new MemoryStream([], writable: false), cancellationToken: Token));

        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task SynthesizeStream_Pieces_ComeWhileTheRestIsStillMade()
    {
        var answer = new StepwiseStream();
        var client = new NictTtsClient(new HttpServer(answer, "audio/x-wav").Engine, null);
        await using var pieces = client.SynthesizeStreamAsync("あ", new() { AudioFormat = NictTtsAudioFormat.Raw }, Token).GetAsyncEnumerator(Token);

        answer.Give([1, 2]);
        Assert.True(await pieces.MoveNextAsync());
        ReadOnlyMemory<byte> first = pieces.Current;
        answer.Give([3]);
        Assert.True(await pieces.MoveNextAsync());
        ReadOnlyMemory<byte> second = pieces.Current;
        answer.End();

        Assert.False(await pieces.MoveNextAsync());
        Assert.Equal([1, 2], first.ToArray()); // Not written to again.
        Assert.Equal([3], second.ToArray());
    }

    [Fact]
    public async Task SynthesizeStream_LeftEarly_DropsTheConnection()
    {
        var answer = new StepwiseStream();
        answer.Give([1, 2]);

        await foreach (ReadOnlyMemory<byte> _ in new NictTtsClient(new HttpServer(answer, "audio/x-wav").Engine, null).SynthesizeStreamAsync("あ", cancellationToken: Token))
        {
            break;
        }

        Assert.True(answer.IsDisposed);
    }

    [Fact]
    public async Task SynthesizeStream_NextPieceTooLate_TimesOut()
    {
        var clock = new ManualTimeProvider();
        var answer = new StepwiseStream();
        answer.Give([1, 2]);
        var options = new NictTtsOptions { ResponseTimeout = TimeSpan.FromSeconds(5), TimeProvider = clock };
        await using var pieces = new NictTtsClient(new HttpServer(answer, "audio/x-wav").Engine, null).SynthesizeStreamAsync("あ", options, Token).GetAsyncEnumerator(Token);
        Assert.True(await pieces.MoveNextAsync());

        ValueTask<bool> next = pieces.MoveNextAsync();
        await clock.WaitForTimersAsync(1, Token);
        clock.Advance(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAsync<MimiTimeoutException>(async () => await next);
        Assert.True(answer.IsDisposed);
    }

    [Fact]
    public async Task Synthesize_ConnectionLost_ThrowsIOException()
    {
        var answer = new StepwiseStream();
        answer.Give([1, 2]);
        answer.End(new IOException("reset"));

        await Assert.ThrowsAsync<MimiIOException>(() => new NictTtsClient(new HttpServer(answer, "audio/x-wav").Engine, null).SynthesizeAsync("あ", cancellationToken: Token));
    }

    [Fact]
    public async Task Synthesize_Cancelled_ThrowsForTheCallersToken()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var answer = new StepwiseStream();
        Task<NictTtsAudio> running = new NictTtsClient(new HttpServer(answer, "audio/x-wav").Engine, null).SynthesizeAsync("あ", cancellationToken: source.Token);
        await answer.Reading.WaitAsync(Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public void Rate_OutOfRange_IsRefused()
    {
#pragma warning disable MIMI0001
        Assert.All([0.49, 2.01, double.NaN, double.PositiveInfinity, -1], static rate =>
            Assert.Contains("0.5 to 2.0", Assert.Throws<ArgumentOutOfRangeException>(() => new NictTtsOptions { Rate = rate }).Message, StringComparison.Ordinal));
        Assert.Equal([0.5, 2.0], [new NictTtsOptions { Rate = 0.5 }.Rate, new NictTtsOptions { Rate = 2 }.Rate]);
#pragma warning restore MIMI0001
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new NictTtsOptions { Gender = (NictTtsGender)3 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new NictTtsOptions { Endianness = (NictTtsEndianness)2 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new NictTtsOptions { MaxAudioBytes = 1_023 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new NictTtsOptions { ResponseTimeout = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new NictTtsOptions { ResponseTimeout = TimeSpan.FromHours(25) });
        Assert.Throws<ArgumentException>(() => new NictTtsAudioFormat(" "));
        Assert.Equal("WAV", default(NictTtsAudioFormat).ToString());
        Assert.Equal("ja", default(NictTtsLanguage).ToString());
    }
}
