using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Mimi.Client.Tests.Support;

/// <summary>Keeps every line that is logged, whatever its level.</summary>
internal sealed class ListLoggerFactory : ILoggerFactory, ILogger
{
    private readonly List<(string Text, TaskCompletionSource Seen)> _waiting = [];

    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Add($"{logLevel} {formatter(state, exception)} {exception}");

    /// <summary>Waits until a line has a text.</summary>
    public Task WaitForAsync(string text, CancellationToken cancellationToken)
    {
        lock (_waiting)
        {
            if (Lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((text, seen));
            return seen.Task.WaitAsync(cancellationToken);
        }
    }

    private void Add(string line)
    {
        lock (_waiting)
        {
            Lines.Enqueue(line);
            _waiting.Where(waiter => line.Contains(waiter.Text, StringComparison.Ordinal)).ToList().ForEach(static waiter => waiter.Seen.TrySetResult());
        }
    }

    public void Dispose()
    {
    }
}
