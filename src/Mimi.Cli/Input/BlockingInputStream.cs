namespace Mimi.Cli.Input;

/// <summary>Standard input or a pipe with a name: its end comes at once when the user wants to stop, although the system cannot cancel a read.</summary>
internal sealed class BlockingInputStream(Stream inner, CancellationToken stop) : InputStream(inner)
{
    /// <summary>A read that was given up still writes somewhere: here, and never into the caller's memory.</summary>
    private readonly byte[] _buffer = new byte[65_536];

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (stop.IsCancellationRequested)
        {
            return 0;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken);
        int count = Math.Min(buffer.Length, _buffer.Length);
        try
        {
            // On a thread of its own: the read of a console blocks its caller.
            int read = await Task.Run(() => Inner.Read(_buffer, 0, count), CancellationToken.None).WaitAsync(either.Token).ConfigureAwait(false);
            _buffer.AsMemory(0, read).CopyTo(buffer);
            return read;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }
}
