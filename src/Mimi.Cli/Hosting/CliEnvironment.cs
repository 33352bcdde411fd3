using System.Text;

namespace Mimi.Cli.Hosting;

/// <summary>What the command sees of the world around it.</summary>
internal sealed record CliEnvironment
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Gets whether lines on <see cref="Out"/> can be rewritten.</summary>
    public bool IsOutTerminal { get; init; }

    /// <summary>Gets whether lines on <see cref="Error"/> can be rewritten.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Gets how many cells a line of the terminal has. It is asked before each drawing, for a window can be resized.</summary>
    public Func<int> TerminalWidth { get; init; } = static () => 80;

    /// <summary>Gets how many lines the terminal has.</summary>
    public Func<int> TerminalHeight { get; init; } = static () => 24;

    public required Func<Stream> OpenStandardInput { get; init; }

    public required Func<Stream> OpenStandardOutput { get; init; }

    public required Func<string, string?> Variable { get; init; }

    public required StopSignal Stop { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static CliEnvironment OfThisProcess(StopSignal stop)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

        // A Windows console takes escape sequences only after a native call; there, lines come when they are complete.
        bool canRewrite = !OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");
        return new()
        {
            Out = StandardOutput.OpenText(),
            Error = Console.Error,
            IsOutTerminal = canRewrite && !Console.IsOutputRedirected,
            IsErrorTerminal = canRewrite && !Console.IsErrorRedirected,
            TerminalWidth = static () => Console.WindowWidth is > 0 and var width ? width : 80, // 0: a terminal that does not know.
            TerminalHeight = static () => Console.WindowHeight is > 0 and var height ? height : 24,
            OpenStandardInput = Console.OpenStandardInput,
            OpenStandardOutput = StandardOutput.Open,
            Variable = Environment.GetEnvironmentVariable,
            Stop = stop,
        };
    }
}
