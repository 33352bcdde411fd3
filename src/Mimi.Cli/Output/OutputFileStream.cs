using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;

namespace Mimi.Cli.Output;

/// <summary>A file that is written, whose failures are told from those of what is read. Owns the file.</summary>
/// <param name="inner">The file.</param>
/// <param name="path">The name under which the user knows it.</param>
internal sealed class OutputFileStream(FileStream inner, string path) : OutputStream
{
    /// <inheritdoc/>
    /// <exception cref="CliException">The file takes nothing more.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (Exception e) when (OutputFile.IsFault(e))
        {
            throw OutputFile.Describe(e, path);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="CliException">The file takes nothing more.</exception>
    public override void Flush()
    {
        try
        {
            inner.Flush();
        }
        catch (Exception e) when (OutputFile.IsFault(e))
        {
            throw OutputFile.Describe(e, path);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
