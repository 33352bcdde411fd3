using Mimi.Streams;

namespace Mimi.Cli.Input;

/// <summary>A stream over another one, which it owns.</summary>
internal abstract class InputStream(Stream inner) : ForwardStream
{
    protected Stream Inner => inner;

    /// <summary>Throws: nothing here reads synchronously, and a stop could not end it.</summary>
    public override int Read(Span<byte> buffer) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
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
