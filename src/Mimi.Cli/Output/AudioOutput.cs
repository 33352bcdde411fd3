using Mimi.Cli.Hosting;

namespace Mimi.Cli.Output;

/// <summary>Writes audio where the user wants it: a file appears whole or not at all.</summary>
internal static class AudioOutput
{
    /// <param name="path">The file, or <see langword="null"/> for standard output.</param>
    /// <param name="audio">What to write.</param>
    /// <param name="environment">Where standard output and the wish to stop come from.</param>
    public static async Task WriteAsync(string? path, ReadOnlyMemory<byte> audio, CliEnvironment environment)
    {
        try
        {
            if (path is null)
            {
                Stream output = environment.OpenStandardOutput();
                await using var _ = output.ConfigureAwait(false);
                await output.WriteAsync(audio, environment.Stop.Requested).ConfigureAwait(false);
            }
            else
            {
                await WriteFileAsync(path, audio, environment.Stop.Requested).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (OutputFile.IsFault(e))
        {
            throw OutputFile.Describe(e, path ?? "standard output");
        }
    }

    private static async Task WriteFileAsync(string path, ReadOnlyMemory<byte> audio, CancellationToken cancellationToken)
    {
        FileStream? special = await OutputFile.OpenSpecialAsync(path, cancellationToken).ConfigureAwait(false);
        if (special is not null)
        {
            await using var _ = special.ConfigureAwait(false);
            await special.WriteAsync(audio, cancellationToken).ConfigureAwait(false);
            return;
        }

        string part = path + ".part";
        try
        {
            await File.WriteAllBytesAsync(part, audio, cancellationToken).ConfigureAwait(false);
            File.Move(part, path, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }
}
