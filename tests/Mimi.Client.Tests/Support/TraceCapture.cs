using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;

namespace Mimi.Client.Tests.Support;

/// <summary>Keeps what this process traces: every activity with its tags and events, and the events of the network stack.</summary>
internal sealed class TraceCapture : EventListener
{
    private readonly ActivityListener _activities;

    public TraceCapture()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Lines.Enqueue(
                $"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)} {string.Join(' ', activity.Events.SelectMany(static e => e.Tags))}"),
        };
        ActivitySource.AddActivityListener(_activities);
    }

    public ConcurrentQueue<string> Lines { get; } = new();

    public override void Dispose()
    {
        _activities.Dispose();
        base.Dispose();
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        // The public sources: a private one is made to show everything.
        if (eventSource.Name is "System.Net.Http" or "System.Net.Security" or "System.Net.NameResolution" or "System.Net.Sockets")
        {
            EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
        }
    }

    // The base class may call before the constructor has run.
    protected override void OnEventWritten(EventWrittenEventArgs eventData) => Lines?.Enqueue($"{eventData.EventName} {string.Join(' ', eventData.Payload ?? (IEnumerable<object?>)[])}");
}
