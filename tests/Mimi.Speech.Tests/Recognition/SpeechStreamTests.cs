using Mimi.Speech.Recognition;
using Mimi.Speech.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Speech.Tests.Recognition;

/// <summary>How a stream deals with a decoder that is slow or fails, which the real one will not be on demand.</summary>
public sealed class SpeechStreamTests : IAsyncDisposable
{
    private readonly DecodePool _pool = new(1, TimeProvider.System);
    private readonly GatedDecoder _decoder = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SpeechStream _stream;

    public SpeechStreamTests()
    {
        _stream = new SpeechStream(_decoder, _pool, new DecodeCost(), TimeProvider.System, _ => _ended.SetResult());
    }

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _decoder.Open();
        await _stream.DisposeAsync();
        await _ended.Task.WaitAsync(TestTimeout.Token);
        await _pool.DisposeAsync();
    }

    [Fact]
    public async Task Write_ThirtySecondsWait_WaitsForRoom()
    {
        await _stream.WriteAsync(Audio.Silence(29), Timeout);
        ValueTask second = _stream.WriteAsync(Audio.Silence(2), Timeout);

        Assert.False(second.IsCompleted);
        _decoder.Open();
        await second;
    }

    [Fact]
    public async Task Write_WaitCancelled_TakesNothing()
    {
        await _stream.WriteAsync(Audio.Silence(29), Timeout);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Timeout);
        ValueTask second = _stream.WriteAsync(Audio.Silence(2), cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await second);
        _decoder.Open();
        _stream.Complete();
        await Streams.ReadAsync(_stream, Timeout);
        Assert.Equal(29 * Audio.SampleRate, _decoder.Heard);
    }

    [Fact]
    public async Task Write_LongerThanTheBacklog_IsTakenWhole()
    {
        _decoder.Open();
        await _stream.WriteAsync(Audio.Silence(45), Timeout);
        _stream.Complete();
        await Streams.ReadAsync(_stream, Timeout);

        Assert.Equal(45 * Audio.SampleRate, _decoder.Heard);
    }

    [Fact]
    public async Task Dispose_WriterAndReaderWait_BothReturnAtOnce()
    {
        await _stream.WriteAsync(Audio.Silence(30), Timeout);
        Task writer = _stream.WriteAsync(Audio.Silence(1), Timeout).AsTask();
        Task reader = Streams.ReadAsync(_stream, Timeout);
        await _decoder.Hearing.Task.WaitAsync(Timeout); // Native code would be at work now.

        await _stream.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => writer);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => reader);
        Assert.False(_decoder.IsDisposed); // Not under the call that is running.
        _decoder.Open();
        await _ended.Task.WaitAsync(Timeout);
        Assert.True(_decoder.IsDisposed);
    }

    [Fact]
    public async Task Read_DecoderFails_GetsTheReasonAfterWhatWasRecognized()
    {
        _decoder.Failure = new InvalidOperationException("壊れた");
        _decoder.Open();
        await _stream.WriteAsync(Audio.Silence(1), Timeout);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Streams.ReadAsync(_stream, Timeout));

        Assert.Same(_decoder.Failure, error);
        error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await _stream.WriteAsync(Audio.Silence(1), Timeout));
        Assert.Same(_decoder.Failure, error.InnerException);
        await _ended.Task.WaitAsync(Timeout);
    }

    [Fact]
    public async Task Read_DecoderRunsOutOfMemory_GetsTheReasonAndTheThreadServesOthers()
    {
        _decoder.Failure = new InsufficientMemoryException("足りない"); // The OutOfMemoryException that a program may make itself.
        _decoder.Open();
        await _stream.WriteAsync(Audio.Silence(1), Timeout);

        Exception error = await Assert.ThrowsAnyAsync<OutOfMemoryException>(() => Streams.ReadAsync(_stream, TestTimeout.Token));

        Assert.Same(_decoder.Failure, error);
        await _ended.Task.WaitAsync(Timeout);
        Assert.True(_decoder.IsDisposed);
        var other = new GatedDecoder();
        other.Open();
        await using var next = new SpeechStream(other, _pool, new DecodeCost(), TimeProvider.System, static _ => { });
        await next.WriteAsync(Audio.Silence(1), Timeout);
        next.Complete();
        await Streams.ReadAsync(next, Timeout);
        Assert.Equal(Audio.SampleRate, other.Heard);
    }

    [Fact]
    public async Task DecodeFinal_ManyOfNoAudioOfTheirOwn_CountWithTheirHearing()
    {
        var clock = new StoppedClock();
        var cost = new DecodeCost(decodesWhileHearing: true);
        await using var pool = new DecodePool(1, clock);
        var decoder = new GatedDecoder
        {
            EndsOften = true,
            Taking = samples => clock.Advance(TimeSpan.FromSeconds(0.1 * samples / Audio.SampleRate)),
            Ending = () => clock.Advance(TimeSpan.FromSeconds(0.01)),
        };
        decoder.Open();
        await using var stream = new SpeechStream(decoder, pool, cost, clock, static _ => { });
        await stream.WriteAsync(Audio.Silence(600), Timeout);
        stream.Complete();

        await Streams.ReadAsync(stream, Timeout);

        Assert.InRange(decoder.Finals, 1_000, 2_000); // About two a second.
        Assert.Equal(0.12, cost.RealTimeFactor, 2); // And not ever more, with each final that there was.
    }

    [Fact]
    public async Task DecodeFinal_ManyWithoutAnyAudio_CostNothing()
    {
        var clock = new StoppedClock();
        var cost = new DecodeCost(decodesWhileHearing: true);
        await using var pool = new DecodePool(1, clock);
        for (int i = 0; i < 200; i++)
        {
            var decoder = new GatedDecoder { EndsOften = true, Ending = () => clock.Advance(TimeSpan.FromSeconds(0.1)) };
            await using var stream = new SpeechStream(decoder, pool, cost, clock, static _ => { });
            stream.Complete();
            await Streams.ReadAsync(stream, Timeout);
            Assert.Equal(1, decoder.Finals);
        }

        Assert.Equal(DecodeCost.Presumed, cost.RealTimeFactor, 6); // No audio follows that would let it fade.
    }

    [Fact]
    public async Task Hear_FirstOfAStream_CostsNothingOfWhatThePreparationTakes()
    {
        var clock = new StoppedClock();
        var cost = new DecodeCost();
        int prepared = 0;
        var decoder = new GatedDecoder
        {
            Preparing = () =>
            {
                prepared++;
                clock.Advance(TimeSpan.FromSeconds(1));
            },
        };
        decoder.Open();
        await using var stream = new SpeechStream(decoder, _pool, cost, clock, static _ => { });
        await stream.WriteAsync(Audio.Silence(10), Timeout);
        stream.Complete();

        await Streams.ReadAsync(stream, Timeout);

        Assert.NotEqual(0, prepared);
        Assert.True(cost.RealTimeFactor < DecodeCost.Presumed, $"{cost.RealTimeFactor}"); // Many that begin at once would look as if nobody could be borne any more.
    }

    [Theory]
    [InlineData(1, 0.2, 0.4)]
    [InlineData(2, 0.4, 0.8)] // The other thread is idle, so this one is quicker than it will be when both are at work.
    public async Task Hear_MeasuredAlone_CostsWhatItTakesWhenAllThreadsWork(int threads, double least, double most)
    {
        var clock = new StoppedClock();
        var cost = new DecodeCost();
        await using var pool = new DecodePool(threads, clock);
        var decoder = new GatedDecoder { Taking = samples => clock.Advance(TimeSpan.FromSeconds(0.3 * samples / Audio.SampleRate)) };
        decoder.Open();
        await using var stream = new SpeechStream(decoder, pool, cost, clock, static _ => { });
        await stream.WriteAsync(Audio.Silence(60), Timeout);
        stream.Complete();

        await Streams.ReadAsync(stream, Timeout);

        Assert.InRange(cost.RealTimeFactor, least, most);
    }

    private sealed class GatedDecoder : IStreamDecoder
    {
        private readonly ManualResetEventSlim _gate = new();

        public bool HasFinal { get; private set; }

        public long FinalSamples => 0;

        public bool IsTemporaryDue => false;

        public int Heard { get; private set; }

        public bool IsDisposed { get; private set; }

        public Exception? Failure { get; set; }

        public TaskCompletionSource Hearing { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Action? Preparing { get; init; }

        public Action<int>? Taking { get; init; }

        /// <summary>Gets whether a segment ends whenever something was heard, and with the audio.</summary>
        public bool EndsOften { get; init; }

        public Action? Ending { get; init; }

        public int Finals { get; private set; }

        public void Open() => _gate.Set();

        public void Prepare() => Preparing?.Invoke();

        public int Hear(ReadOnlySpan<float> samples)
        {
            Hearing.TrySetResult();
            _gate.Wait(Timeout);
            Heard += samples.Length;
            Taking?.Invoke(samples.Length);
            HasFinal = EndsOften;
            return Failure is null ? samples.Length : throw Failure;
        }

        public void Finish() => HasFinal = EndsOften;

        public SpeechSegment? DecodeFinal()
        {
            HasFinal = false;
            Finals++;
            Ending?.Invoke();
            return null;
        }

        public SpeechSegment? DecodeTemporary() => null;

        public void SkipTemporary()
        {
        }

        public void Dispose() => IsDisposed = true;
    }
}
