using Mimi.Cli.Errors;
using Mimi.Cli.Output;

namespace Mimi.Cli.Recognition;

/// <summary>Reads the files that a local mimi is started with, and words their errors for the command line.</summary>
internal static class ServerFiles
{
    /// <param name="option">The option that names the file.</param>
    /// <param name="path">The file, or <see langword="null"/> if the option was not given.</param>
    /// <param name="load">Reads it.</param>
    public static T? Load<T>(string option, string? path, Func<string, T> load)
        where T : class
    {
        try
        {
            return path is null ? null : load(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CliException(ExitCode.Configuration, $"{option} {path}: {Printable.Line(e.Message)}", e);
        }
    }
}
