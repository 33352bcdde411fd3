using Mimi.Speech.Tests.Support;

namespace Mimi.Speech.Tests.Recognition;

/// <summary>The life of a stream, with the real model behind it.</summary>
public sealed class StreamLifeTests(TinyModel model)
{
    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dispose_WhileDecoding_EndsTheReaderAtOnceAndHarmsNobody()
    {
        for (int i = 0; i < 20; i++)
        {
            ISpeechStream stream = model.Recognizer.OpenStream(new SpeechStreamOptions { TemporaryInterval = TimeSpan.FromMilliseconds(20) });
            await stream.WriteAsync(model.Jfk, Timeout);
            IAsyncEnumerator<SpeechSegment> reader = stream.ReadAllAsync(Timeout).GetAsyncEnumerator(Timeout);
            Assert.True(await reader.MoveNextAsync()); // A temporary is out, and the next is being decoded.

            await stream.DisposeAsync();
            await stream.DisposeAsync();

            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await reader.MoveNextAsync());
            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.WriteAsync(new float[1], Timeout));
        }

        Assert.Contains("country", Streams.FinalText(await Streams.RecognizeAsync(model.Recognizer, model.Jfk)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_NeverWrittenTo_IsQuiet()
    {
        await using ISpeechStream stream = model.Recognizer.OpenStream();
    }

    [Fact]
    public async Task Read_Twice_IsRefused()
    {
        await using ISpeechStream stream = model.Recognizer.OpenStream();
        _ = stream.ReadAllAsync(Timeout);

        Assert.Throws<InvalidOperationException>(() => stream.ReadAllAsync(Timeout));
    }

    [Fact]
    public async Task Write_AfterComplete_IsRefused()
    {
        await using ISpeechStream stream = model.Recognizer.OpenStream();
        stream.Complete();
        stream.Complete();

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await stream.WriteAsync(new float[1], Timeout));
        Assert.Empty(await Streams.ReadAsync(stream, Timeout));
    }

    [Fact]
    public async Task Write_BufferReusedAtOnce_WasCopied()
    {
        await using ISpeechStream stream = model.Recognizer.OpenStream();
        float[] buffer = [.. model.Jfk];
        await stream.WriteAsync(buffer, Timeout);
        Array.Clear(buffer);
        stream.Complete();

        Assert.Contains("country", Streams.FinalText(await Streams.ReadAsync(stream, Timeout)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-320)]
    public void Open_IntervalNotPositive_IsRefused(int milliseconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Recognizer.OpenStream(new SpeechStreamOptions { TemporaryInterval = TimeSpan.FromMilliseconds(milliseconds) }));

    [Fact]
    public async Task SourceDispose_StreamsAtWork_EndsThemAndFreesTheModel()
    {
        var models = new LocalSpeechModels();
        ISpeechRecognizer recognizer = await models.GetAsync("en", Timeout);
        ISpeechStream stream = recognizer.OpenStream(Streams.Temporaries);
        await stream.WriteAsync(model.Jfk, Timeout);
        IAsyncEnumerator<SpeechSegment> reader = stream.ReadAllAsync(Timeout).GetAsyncEnumerator(Timeout);
        Assert.True(await reader.MoveNextAsync());

        await models.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await reader.MoveNextAsync());
        Assert.Throws<ObjectDisposedException>(() => recognizer.OpenStream());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await models.GetAsync("en", Timeout));
        await models.DisposeAsync();
    }
}
