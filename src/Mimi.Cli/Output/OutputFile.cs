using Mimi.Cli.Errors;

namespace Mimi.Cli.Output;

/// <summary>What is to be known of files that are written.</summary>
internal static class OutputFile
{
    /// <summary>Opens what is no file like others, a pipe, a device or a link: it stays what it is, and takes what is written.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="cancellationToken">Gives up: a pipe is open only when somebody reads it.</param>
    /// <returns><see langword="null"/> if there is nothing of that name, or a file, which can be replaced by another one.</returns>
    public static async Task<FileStream?> OpenSpecialAsync(string path, CancellationToken cancellationToken)
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

        try
        {
            FileStream stream = await Task.Run(() => OpenFile(path), CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (isSpecial || !CanBeCut(stream))
            {
                return stream;
            }

            await stream.DisposeAsync().ConfigureAwait(false);
            return null;
        }
        catch (UnauthorizedAccessException) when (!isSpecial)
        {
            return null; // An empty file that may not be written can still be replaced.
        }
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
