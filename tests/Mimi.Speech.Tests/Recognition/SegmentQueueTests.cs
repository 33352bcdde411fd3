using Mimi.Speech.Recognition;

namespace Mimi.Speech.Tests.Recognition;

public sealed class SegmentQueueTests
{
    private readonly SegmentQueue _queue = new();

    [Fact]
    public async Task Add_ManyTemporariesUnread_OldestGoAndFinalsStay()
    {
        for (int i = 0; i < 500; i++)
        {
            _queue.Add(Segment(i, isFinal: i % 5 == 0));
        }

        _queue.Complete();
        List<SpeechSegment> read = await ReadAsync();

        Assert.Equal(100, read.Count(segment => segment.IsFinal));
        Assert.Equal(64, read.Count(segment => !segment.IsFinal));
        Assert.Equal(499, read[^1].Index);
        Assert.Equal(read.OrderBy(segment => segment.Index), read);
    }

    [Fact]
    public void IsFull_ThousandFinalsUnread_IsTrue()
    {
        for (int i = 0; i < 1_024; i++)
        {
            Assert.False(_queue.IsFull);
            _queue.Add(Segment(i, isFinal: true));
        }

        Assert.True(_queue.IsFull);
    }

    [Fact]
    public async Task Complete_WithFailure_IsThrownBehindWhatWaits()
    {
        _queue.Add(Segment(0, isFinal: true));
        _queue.Complete(new InvalidOperationException("失敗"));
        int read = 0;

        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (SpeechSegment segment in _queue.ReadAllAsync(() => read++, TestContext.Current.CancellationToken))
            {
                Assert.Equal(0, segment.Index);
            }
        });
        Assert.Equal(1, read);
    }

    [Fact]
    public async Task ReadAll_Cancelled_StopsWaiting()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using IAsyncEnumerator<SpeechSegment> reader = _queue.ReadAllAsync(() => { }, cancel.Token).GetAsyncEnumerator(cancel.Token);
        ValueTask<bool> next = reader.MoveNextAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }

    private static SpeechSegment Segment(int index, bool isFinal) => new(index, isFinal, "言葉", TimeSpan.Zero, TimeSpan.FromSeconds(1));

    private async Task<List<SpeechSegment>> ReadAsync()
    {
        var read = new List<SpeechSegment>();
        await foreach (SpeechSegment segment in _queue.ReadAllAsync(() => { }, TestContext.Current.CancellationToken))
        {
            read.Add(segment);
        }

        return read;
    }
}
