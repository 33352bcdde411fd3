using Mimi.Cli.Errors;

namespace Mimi.Cli.Output;

/// <summary>What is to be known of files that are written.</summary>
internal static class OutputFile
{
    /// <summary>Tells whether a path that exists is a file like others, which can be replaced by another one.</summary>
    public static bool IsPlain(string path) => (File.GetAttributes(path) & (FileAttributes.Device | FileAttributes.Directory | FileAttributes.ReparsePoint)) == 0;

    /// <summary>Tells whether something went wrong with a file, and not within this program.</summary>
    public static bool IsFault(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    public static CliException Describe(Exception e, string path) => new(ExitCode.InputOutput, $"{path}: {Printable.Line(e.Message)}", e);
}
