using Mimi.Client.Continuous;

namespace Mimi.Client.Tests.Continuous;

public sealed class EventStreamTests
{
    [Fact]
    public void Closed_WhenTheBufferIsFull_HasAPlaceOfItsOwn()
    {
        var events = new EventStream(2);
        events.PublishState(MimiConnectionState.Connecting);
        events.PublishState(MimiConnectionState.Connected);
        Assert.Throws<MimiResultOverflowException>(() => events.PublishState(MimiConnectionState.Idle));

        events.PublishState(MimiConnectionState.Closed);

        List<MimiConnectionState> told = [];
        while (events.Buffer.TryTake(out MimiContinuousEvent next))
        {
            told.Add(Assert.IsType<MimiConnectionChange>(next).State);
        }

        Assert.Equal([MimiConnectionState.Connecting, MimiConnectionState.Connected, MimiConnectionState.Closed], told);
    }
}
