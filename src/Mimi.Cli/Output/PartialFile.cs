using Mimi.Cli.Errors;

namespace Mimi.Cli.Output;

/// <summary>A file that has its own name only when it is complete: until then, there is a <c>.part</c> in it.</summary>
internal sealed class PartialFile : IAsyncDisposable
{
    private readonly bool _isPlain;
    private bool _isEmpty = true;
    private bool _isComplete;

    private PartialFile(string path, string partPath, OutputFileStream stream, bool isPlain)
    {
        Path = path;
        PartPath = partPath;
        Stream = stream;
        _isPlain = isPlain;
    }

    /// <summary>Gets the name that the file will have.</summary>
    public string Path { get; }

    /// <summary>Gets the name that it has meanwhile.</summary>
    public string PartPath { get; }

    /// <summary>Gets where it is written. What fails there is a <see cref="CliException"/> that names the file.</summary>
    public OutputFileStream Stream { get; }

    /// <summary>Begins a file, over an incomplete one if there is one.</summary>
    /// <param name="path">The name that it will have.</param>
    /// <param name="cancellationToken">Gives up the wait for somebody who reads, if it is a pipe.</param>
    /// <exception cref="CliException">It cannot be written.</exception>
    public static async Task<PartialFile> CreateAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            FileStream? special = await OutputFile.OpenSpecialAsync(path, cancellationToken).ConfigureAwait(false);
            string part = special is null ? PartOf(path) : path;
            return new(path, part, new(special ?? OutputFile.OpenFile(part), part), isPlain: special is null);
        }
        catch (Exception e) when (OutputFile.IsFault(e))
        {
            throw OutputFile.Describe(e, path);
        }
    }

    /// <summary>Notes that something is in the file: it is kept even if it stays incomplete.</summary>
    public void Keep() => _isEmpty = false;

    /// <summary>Gives the complete file its name.</summary>
    /// <exception cref="CliException">It cannot have that name.</exception>
    public async Task CompleteAsync()
    {
        await Stream.DisposeAsync().ConfigureAwait(false);
        try
        {
            if (_isPlain)
            {
                File.Move(PartPath, Path, overwrite: true);
            }
        }
        catch (Exception e) when (OutputFile.IsFault(e))
        {
            throw OutputFile.Describe(e, Path);
        }

        _isComplete = true;
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync().ConfigureAwait(false);
        if (!_isComplete && _isEmpty && _isPlain)
        {
            File.Delete(PartPath);
        }
    }

    /// <summary><c>talk.part.srt</c> for <c>talk.srt</c>: players know it by its extension.</summary>
    private static string PartOf(string path) => System.IO.Path.ChangeExtension(path, ".part" + System.IO.Path.GetExtension(path));
}
