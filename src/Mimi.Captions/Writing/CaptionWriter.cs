using System.Text;

namespace Mimi.Captions.Writing;

/// <summary>Writes captions into a file while they come.</summary>
/// <remarks>
/// The file is valid at every moment: the head is there from the start, each caption is written in one piece and flushed, and nothing that was written changes. If the process is killed, the file holds what was said before.
/// UTF-8 without a byte order mark, <c>\n</c> at the ends of lines. One call at a time.
/// </remarks>
public sealed class CaptionWriter : IAsyncDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly CaptionFormat _format;
    private readonly Func<string, ValueTask> _write;
    private readonly IAsyncDisposable? _owned;
    private TimeSpan _end;
    private long _count;
    private bool _isDisposed;

    private CaptionWriter(CaptionFormat format, Func<string, ValueTask> write, IAsyncDisposable? owned)
    {
        _format = format;
        _write = write;
        _owned = owned;
    }

    /// <summary>Gets how many captions were written.</summary>
    public long Count => _count;

    /// <summary>Begins a file: writes its head and flushes.</summary>
    /// <param name="format">The format.</param>
    /// <param name="stream">Where the file goes. It needs to be writable only.</param>
    /// <param name="leaveOpen">Whether the stream stays open when the writer is disposed.</param>
    /// <param name="cancellationToken">Cancels before anything is written.</param>
    /// <returns>The writer.</returns>
    /// <exception cref="ArgumentException">The stream cannot be written.</exception>
    /// <exception cref="IOException">The stream refuses.</exception>
    public static Task<CaptionWriter> StartAsync(CaptionFormat format, Stream stream, bool leaveOpen = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanWrite)
        {
            throw new ArgumentException("Captions need a stream that can be written.", nameof(stream));
        }

        return StartAsync(new CaptionWriter(format, WriteAsync, leaveOpen ? null : stream), cancellationToken);

        async ValueTask WriteAsync(string text)
        {
            await stream.WriteAsync(Utf8.GetBytes(text), CancellationToken.None).ConfigureAwait(false);
            await stream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Begins a file: writes its head and flushes.</summary>
    /// <param name="format">The format.</param>
    /// <param name="writer">Where the file goes, in the writer's encoding: WebVTT and JSON Lines want UTF-8 without a byte order mark.</param>
    /// <param name="leaveOpen">Whether the writer stays open when this one is disposed.</param>
    /// <param name="cancellationToken">Cancels before anything is written.</param>
    /// <returns>The writer.</returns>
    /// <exception cref="IOException">The writer refuses.</exception>
    public static Task<CaptionWriter> StartAsync(CaptionFormat format, TextWriter writer, bool leaveOpen = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(writer);
        return StartAsync(new CaptionWriter(format, WriteAsync, leaveOpen ? null : writer), cancellationToken);

        async ValueTask WriteAsync(string text)
        {
            await writer.WriteAsync(text.AsMemory(), CancellationToken.None).ConfigureAwait(false);
            await writer.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Writes a caption and flushes.</summary>
    /// <param name="caption">The caption.</param>
    /// <param name="cancellationToken">Cancels before the caption is begun; one that is begun is written to its end, for half a caption would spoil the file.</param>
    /// <returns>A task that ends when the caption has been handed to the stream.</returns>
    /// <exception cref="ArgumentException">The caption begins before the one before it has ended.</exception>
    /// <exception cref="ObjectDisposedException">The writer is disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The stream refuses.</exception>
    public async ValueTask WriteAsync(Caption caption, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(caption);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (caption.Start < _end)
        {
            throw new ArgumentException($"A caption that starts at {caption.Start} cannot follow one that ends at {_end}: captions do not overlap.", nameof(caption));
        }

        cancellationToken.ThrowIfCancellationRequested();
        await _write(_format.Format(caption, _count + 1)).ConfigureAwait(false);
        _count++;
        _end = caption.End;
    }

    /// <summary>Writes captions one after the other.</summary>
    /// <param name="captions">The captions.</param>
    /// <param name="cancellationToken">Cancels between two captions.</param>
    /// <returns>A task that ends when all captions have been handed to the stream.</returns>
    /// <exception cref="ArgumentException">A caption begins before the one before it has ended.</exception>
    /// <exception cref="ObjectDisposedException">The writer is disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The stream refuses.</exception>
    public async ValueTask WriteAsync(IEnumerable<Caption> captions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(captions);
        foreach (Caption caption in captions)
        {
            await WriteAsync(caption, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the stream, unless it is to stay open. Nothing is left to be written.</summary>
    /// <returns>A task that ends when the stream is closed.</returns>
    public ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return ValueTask.CompletedTask;
        }

        _isDisposed = true;
        return _owned?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private static async Task<CaptionWriter> StartAsync(CaptionWriter writer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (writer._format.Head.Length > 0)
        {
            await writer._write(writer._format.Head).ConfigureAwait(false);
        }

        return writer;
    }
}
