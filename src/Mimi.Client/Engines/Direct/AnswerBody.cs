using System.Buffers.Text;
using System.Globalization;
using Mimi.Streams;

namespace Mimi.Client.Engines.Direct;

/// <summary>The body of an answer on a connection that serves nothing else: up to its length, chunk by chunk, or to the connection's end (RFC 9112, sections 6 and 7).</summary>
internal sealed class AnswerBody : ForwardStream
{
    private const int MaxLineBytes = 1_024;

    private readonly Stream _connection;
    private readonly bool _isChunked;
    private long _left;
    private bool _isWithinChunk;
    private bool _isOver; // The last chunk has come.

    private AnswerBody(Stream connection, bool isChunked, long length)
    {
        _connection = connection;
        _isChunked = isChunked;
        _left = length;
    }

    public static AnswerBody Of(HttpResponseMessage answer, Stream connection)
    {
        bool isEmpty = (int)answer.StatusCode is 204 or 304;
        bool isChunked = !isEmpty && answer.Headers.TransferEncodingChunked == true;
        return new(connection, isChunked, isEmpty || isChunked ? 0 : LengthOf(answer) ?? long.MaxValue);
    }

    /// <summary>Throws: nothing here reads synchronously.</summary>
    public override int Read(Span<byte> buffer) => throw new NotSupportedException();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isChunked && !_isOver && _left == 0)
        {
            await BeginChunkAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_left == 0 || buffer.IsEmpty)
        {
            return 0;
        }

        int read = await _connection.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken).ConfigureAwait(false);
        if (read == 0 && _left != long.MaxValue)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The connection ended within the answer's body.");
        }

        _left -= _left == long.MaxValue ? 0 : read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        _connection.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>What the header says: <see cref="System.Net.Http.Headers.HttpContentHeaders.ContentLength"/> tells the length of a content that it computes itself.</summary>
    private static long? LengthOf(HttpResponseMessage answer) =>
        answer.Content.Headers.NonValidated.TryGetValues("Content-Length", out var values) && long.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out long length) ? length : null;

    private async ValueTask BeginChunkAsync(CancellationToken cancellationToken)
    {
        byte[] line = new byte[MaxLineBytes];
        if (_isWithinChunk)
        {
            await ReadLineAsync(line, cancellationToken).ConfigureAwait(false); // The line break behind the data.
        }

        int length = await ReadLineAsync(line, cancellationToken).ConfigureAwait(false);
        if (!Utf8Parser.TryParse(line.AsSpan(0, length), out _left, out _, 'x') || _left < 0)
        {
            throw new HttpIOException(HttpRequestError.InvalidResponse, "A chunk of the answer has no length.");
        }

        _isWithinChunk = true;
        _isOver = _left == 0; // Whatever trailers follow, nobody asks for.
    }

    private async ValueTask<int> ReadLineAsync(byte[] line, CancellationToken cancellationToken)
    {
        for (int length = 0; length < line.Length; length++)
        {
            await _connection.ReadExactlyAsync(line.AsMemory(length, 1), cancellationToken).ConfigureAwait(false);
            if (line[length] == '\n')
            {
                return length;
            }
        }

        throw new HttpIOException(HttpRequestError.InvalidResponse, "The length of a chunk of the answer is too long.");
    }
}
