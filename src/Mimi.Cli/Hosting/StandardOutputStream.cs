using Mimi.Cli.Errors;

namespace Mimi.Cli.Hosting;

/// <summary>Standard output, whose failures are told from those of what is read.</summary>
internal sealed class StandardOutputStream(Stream inner) : OutputStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            inner.Write(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) // The latter for one that a shell closed (>&-).
        {
            throw new StandardOutputException(e);
        }
    }
}
