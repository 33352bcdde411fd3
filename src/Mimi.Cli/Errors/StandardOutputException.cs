namespace Mimi.Cli.Errors;

/// <summary>Standard output takes nothing more. It ends the command: that is the fault of no recording, and what comes next could not be written either.</summary>
internal sealed class StandardOutputException(Exception cause) : Exception($"standard output: {cause.Message}", cause)
{
    private const int BrokenPipe = 32; // EPIPE, on Linux and macOS.

    /// <summary>Gets whether the program that read it has ended, which may be what the user wanted: <c>| head -n 1</c>.</summary>
    public bool IsClosed => InnerException!.HResult == BrokenPipe;
}
