using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.EndToEnd.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.EndToEnd.Tests;

/// <summary>Voice in, words out: every engine and service, over HTTP and WebSocket, against the local mimi with the real recognizer.</summary>
public sealed class RecognitionTests(LocalMimi mimi)
{
    public static TheoryData<string> Engines => TestEngines.Names;

    private static CancellationToken Token => TestTimeout.Token;

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Asr_Session_HypothesesGrowIntoTheSentence(string engineName)
    {
        using MimiNetworkEngine engine = TestEngines.Create(engineName);
        var client = new MimiAsrClient(engine, null, mimi.Open.Address);

        List<MimiAsrResult> results = await ReadAsync(client.RecognizeStreamAsync(Jfk.Chunks(Jfk.Pcm16k), new() { Language = "en" }, Token));

        MimiAsrResult final = results[^1];
        Assert.True(final.IsFinal);
        Assert.Contains(Jfk.Words, Jfk.Normalize(final.Text), StringComparison.Ordinal);
        Assert.True(results.Count(static result => result.Kind == MimiResultKind.Temporary) >= 3, $"{results.Count} results");
        Assert.Single(results.Select(static result => result.SessionId).Distinct());
        Assert.All(final.Segments, static segment => Assert.InRange(segment.End, segment.Start, TimeSpan.FromSeconds(11.1)));
        Assert.Equal(final.Segments.Select(static segment => segment.Text.ToLowerInvariant()), final.Segments.Select(static segment => segment.Pronunciation));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Asr_Http_GivesTheSentence(string engineName)
    {
        using MimiNetworkEngine engine = TestEngines.Create(engineName);

        MimiAsrResult result = await new MimiAsrClient(engine, null, mimi.Open.Address).RecognizeAsync(new MemoryStream(Jfk.Pcm16k), new() { Language = "en" }, Token);

        Assert.Contains(Jfk.Words, Jfk.Normalize(result.Text), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task NictV1_SessionAndHttp_GiveTheSameWords(string engineName)
    {
        using MimiNetworkEngine engine = TestEngines.Create(engineName);
        var client = new NictAsrV1Client(engine, null, mimi.Open.Address);
        var options = new NictAsrV1Options { Language = NictAsrLanguage.English };

        NictAsrV1Result streamed = Assert.Single(await ReadAsync(client.RecognizeStreamAsync(Jfk.Chunks(Jfk.Pcm16k), options, Token)));
        NictAsrV1Result posted = await client.RecognizeAsync(Jfk.Pcm16k, options, Token);

        Assert.Contains(Jfk.Words, Jfk.Normalize(streamed.Text), StringComparison.Ordinal);
        Assert.Equal(streamed.Words, posted.Words);
        Assert.All(streamed.Words, static word => Assert.NotEqual("", word.Text));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task NictV2_Progressive_DeterminedResultsAreTheWholeText(string engineName)
    {
        using MimiNetworkEngine engine = TestEngines.Create(engineName);
        var client = new NictAsrV2Client(engine, null, mimi.Open.Address);
        var options = new NictAsrV2Options { Language = NictAsrLanguage.English, Progressive = true, TemporaryInterval = TimeSpan.FromMilliseconds(320) };

        List<NictAsrV2Result> results = await ReadAsync(client.RecognizeStreamAsync(Jfk.Chunks(Jfk.Pcm16k), options, Token));
        NictAsrV2Result posted = await client.RecognizeAsync(Jfk.Pcm16k, new() { Language = NictAsrLanguage.English }, Token);

        string whole = string.Join(' ', results.Where(static result => result.Kind is MimiResultKind.Partial or MimiResultKind.Final).Select(static result => result.Text));
        Assert.Contains(Jfk.Words, Jfk.Normalize(whole), StringComparison.Ordinal);
        Assert.Equal(Jfk.Normalize(posted.Text), Jfk.Normalize(whole));
        Assert.True(results.Count(static result => result.Kind == MimiResultKind.Temporary) >= 3, $"{results.Count} results");
        Assert.Equal(MimiResultKind.Final, results[^1].Kind);
        Assert.All(results, static result => Assert.Single(result.Segments));
    }

    [Fact]
    public async Task NictV2_TemporaryOff_OnlyTheFinalComes()
    {
        using var engine = new HttpNetworkEngine();
        var client = new NictAsrV2Client(engine, null, mimi.Open.Address);

        List<NictAsrV2Result> results = await ReadAsync(client.RecognizeStreamAsync(Jfk.Chunks(Jfk.Pcm16k), new() { Language = "en", Temporary = false }, Token));

        Assert.True(Assert.Single(results).IsFinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(777)]
    [InlineData(200_000)]
    public async Task Session_AnyChunkSizeAndStereo48k_GivesTheSentence(int chunkBytes)
    {
        byte[] audio = chunkBytes == 1 ? Jfk.Pcm16k : Jfk.Stereo48k;
        using var engine = new HttpNetworkEngine();
        var client = new NictAsrV2Client(engine, null, mimi.Open.Address);
        var options = new NictAsrV2Options { Language = "en", AudioFormat = chunkBytes == 1 ? MimiAudioFormat.Pcm16k : MimiAudioFormat.Pcm(48_000, 2), Temporary = false };

        NictAsrV2Result result = (await ReadAsync(client.RecognizeStreamAsync(Jfk.Chunks(audio, chunkBytes), options, Token)))[^1];

        Assert.Contains(Jfk.Words, Jfk.Normalize(result.Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_StartedBeforeTheConnection_LosesNothing()
    {
        using var engine = new HttpNetworkEngine();
        await using var session = new NictAsrV2Client(engine, null, mimi.Open.Address).StartSession(
            new() { Language = "en", Temporary = false, Session = new() { SendBufferBytes = 1_000_000 } });
        Assert.True(session.TrySendBinary(Jfk.Pcm16k));
        await session.StopRecognitionAsync(Token);

        NictAsrV2Result result = Assert.Single(await ReadAsync(session.ReceiveAllAsync(Token)));

        Assert.Contains(Jfk.Words, Jfk.Normalize(result.Text), StringComparison.Ordinal);
        Assert.Equal(1000, (int?)session.CloseStatus);
    }

    [Fact]
    public async Task Session_Silence_EndsWithAnEmptyFinal()
    {
        using var engine = new HttpNetworkEngine();
        var client = new MimiAsrClient(engine, null, mimi.Open.Address);

        List<MimiAsrResult> results = await ReadAsync(client.RecognizeStreamAsync(Jfk.Chunks(new byte[96_000]), new() { Language = "en" }, Token));

        Assert.Equal("", results[^1].Text);
        Assert.True(results[^1].IsFinal);
    }

    [Fact]
    public async Task Sessions_EightAtOnce_AllGiveTheSentence()
    {
        using var engine = new HttpNetworkEngine();
        var client = new NictAsrV2Client(engine, null, mimi.Open.Address);

        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Run(() => ReadAsync(client.RecognizeStreamAsync(Jfk.Chunks(Jfk.Pcm16k), new() { Language = "en" }, Token)))));

        Assert.All(runs, static results => Assert.Contains(Jfk.Words, Jfk.Normalize(results[^1].Text), StringComparison.Ordinal));
    }

    private static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> results)
    {
        List<T> read = [];
        await foreach (T result in results)
        {
            read.Add(result);
        }

        return read;
    }
}
