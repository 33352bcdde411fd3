using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Mimi.Proof.Fuzzing.Server;

/// <summary>Collects what the server, or Kestrel below it, logs as an error: an exception that nobody expected ends there.</summary>
internal sealed class ErrorLog : ILoggerFactory, ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _errors = [];

    public void Throw()
    {
        if (_errors.TryDequeue(out string? error))
        {
            throw new FuzzViolationException("The server logged an error, now or in a case that ran at the same time: " + error);
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _errors.Enqueue($"{formatter(state, exception)} {exception}");
        }
    }
}
