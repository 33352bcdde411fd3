using Mimi.Cli.Commands;
using Mimi.Cli.Hosting;

namespace Mimi.Cli.Support;

/// <summary>Runs the command inside this process, with everything around it in the test's hands.</summary>
internal sealed class CliRun : IDisposable
{
    private readonly WatchedWriter _out = new();
    private readonly WatchedWriter _error = new();

    public StopSignal Stop { get; } = new();

    public Dictionary<string, string> Variables { get; } = [];

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public Stream StandardInput { get; set; } = Stream.Null;

    public MemoryStream StandardOutput { get; } = new();

    public TextWriter? Screen { get; set; }

    /// <summary>Gets or sets the terminal that standard error is, if it is one.</summary>
    public TextWriter? ErrorScreen { get; set; }

    public int TerminalHeight { get; set; } = 24;

    public WatchedWriter ErrorWriter => _error;

    public WatchedWriter OutWriter => _out;

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public Task<int> RunAsync(params string[] args) => MimiCommand.RunAsync(args, new()
    {
        Out = Screen ?? _out,
        Error = ErrorScreen ?? _error,
        IsErrorTerminal = ErrorScreen is not null,
        TerminalHeight = () => TerminalHeight,
        IsOutTerminal = Screen is not null,
        OpenStandardInput = () => StandardInput,
        OpenStandardOutput = () => StandardOutput,
        Variable = name => Variables.GetValueOrDefault(name),
        Stop = Stop,
        Time = Time,
    }).WaitAsync(TimeSpan.FromMinutes(3));

    public void Dispose()
    {
        Stop.Dispose();
        _out.Dispose();
        _error.Dispose();
    }
}
