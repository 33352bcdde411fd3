namespace Mimi.Cli.Errors;

/// <summary>Ends the command with a line for the user.</summary>
internal sealed class CliException(int exitCode, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public int ExitCode { get; } = exitCode;
}
