using Mimi.Client.Continuous;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Continuous;

/// <summary>Reads the events of a session as they come.</summary>
internal sealed class EventLog : IAsyncDisposable
{
    private readonly IAsyncEnumerator<MimiContinuousEvent> _events;

    public EventLog(MimiContinuousSession session)
    {
        _events = session.ReceiveAllAsync(TestTimeout.Token).GetAsyncEnumerator();
    }

    public List<MimiContinuousEvent> All { get; } = [];

    public IEnumerable<MimiTranscript> Texts => All.OfType<MimiTranscript>();

    public IEnumerable<MimiTranscript> Determined => Texts.Where(static text => text.IsDetermined);

    public IEnumerable<MimiGapEvent> Gaps => All.OfType<MimiGapEvent>();

    public IEnumerable<MimiSeam> Seams => All.OfType<MimiSeam>();

    public IEnumerable<MimiConnectionChange> Changes => All.OfType<MimiConnectionChange>();

    /// <summary>Reads up to the next event of a type.</summary>
    public async Task<T> NextAsync<T>(Func<T, bool>? isIt = null)
        where T : MimiContinuousEvent
    {
        while (await _events.MoveNextAsync())
        {
            All.Add(_events.Current);
            if (_events.Current is T found && (isIt is null || isIt(found)))
            {
                return found;
            }
        }

        throw new InvalidOperationException($"The events ended without a {typeof(T).Name}: {string.Join("; ", All)}");
    }

    public async Task<EventLog> ReadToEndAsync()
    {
        while (await _events.MoveNextAsync())
        {
            All.Add(_events.Current);
        }

        return this;
    }

    public ValueTask DisposeAsync() => _events.DisposeAsync();
}
