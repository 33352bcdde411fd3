using Mimi.Cli.Errors;

namespace Mimi.Cli.Output;

/// <summary>What is to be known of files that are written.</summary>
internal static class OutputFile
{
    /// <summary>Opens what is no file like others, a pipe, a device or a link: it stays what it is, and takes what is written.</summary>
    /// <returns><see langword="null"/> if there is nothing of that name, or a file, which can be replaced by another one.</returns>
    public static FileStream? OpenSpecial(string path)
    {
        if (!Path.Exists(path))
        {
            return null;
        }

        bool isSpecial = (File.GetAttributes(path) & (FileAttributes.Device | FileAttributes.Directory | FileAttributes.ReparsePoint)) != 0;
        if (!isSpecial && new FileInfo(path).Length > 0)
        {
            return null; // The attributes do not tell pipes and devices, which have no length.
        }

        FileStream stream = OpenFile(path);
        if (isSpecial || !CanBeCut(stream))
        {
            return stream;
        }

        stream.Dispose();
        return null;
    }

    /// <summary>Opens a file for writing, empty. Unbuffered: nothing is left to fail when it is closed.</summary>
    public static FileStream OpenFile(string path) => new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);

    /// <summary>Tells whether something went wrong with a file, and not within this program.</summary>
    public static bool IsFault(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    public static CliException Describe(Exception e, string path) => new(ExitCode.InputOutput, $"{path}: {Printable.Line(e.Message)}", e);

    private static bool CanBeCut(FileStream stream)
    {
        try
        {
            stream.SetLength(0);
            return true;
        }
        catch (Exception e) when (e is IOException or NotSupportedException)
        {
            return false;
        }
    }
}
