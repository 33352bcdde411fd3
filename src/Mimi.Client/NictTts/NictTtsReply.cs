using System.Text;
using Mimi.Client.Services;
using Mimi.Client.Sessions;

namespace Mimi.Client.NictTts;

/// <summary>The answer of synthesis as it comes: audio, or an error in its place.</summary>
internal sealed class NictTtsReply : IAsyncDisposable
{
    private const int BlockBytes = 16_384;

    /// <summary>So much of an answer is looked at to tell whether it is an error.</summary>
    private const int MaxErrorBytes = 16_384;

    private readonly MimiServiceResponse _response;
    private readonly NictTtsOptions _options;
    private Memory<byte> _free;
    private ReadOnlyMemory<byte> _ahead;

    private NictTtsReply(MimiServiceResponse response, NictTtsOptions options)
    {
        _response = response;
        _options = options;
    }

    public string? ContentType => _response.ContentType;

    /// <exception cref="MimiServiceException">The server refused the request, or what came is an error.</exception>
    public static async Task<NictTtsReply> OpenAsync(MimiServiceClient service, MimiRequestBody body, NictTtsOptions options, CancellationToken cancellationToken)
    {
        var reply = new NictTtsReply(await service.SendForStreamAsync(options.CreateRequest(body), cancellationToken).ConfigureAwait(false), options);
        try
        {
            await reply.RefuseErrorAsync(cancellationToken).ConfigureAwait(false);
            return reply;
        }
        catch
        {
            await reply.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads the next piece.</summary>
    /// <returns>A piece that is never written to again; empty at the end.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken)
    {
        if (_ahead.Length > 0)
        {
            (ReadOnlyMemory<byte> ahead, _ahead) = (_ahead, default);
            return ahead;
        }

        if (_free.IsEmpty)
        {
            _free = new byte[BlockBytes];
        }

        int read = await Deadline.RunAsync(
            token => _response.ReadAsync(_free, token).AsTask(), _options.ResponseTimeout, _options.TimeProvider, "The next piece of the audio", cancellationToken).ConfigureAwait(false);
        Memory<byte> piece = _free[..read];
        _free = _free[read..];
        return piece;
    }

    public ValueTask DisposeAsync() => _response.DisposeAsync();

    private async Task RefuseErrorAsync(CancellationToken cancellationToken)
    {
        ReplyKind kind = ReplyKinds.OfType(ContentType);
        if (kind == ReplyKind.Unknown)
        {
            _ahead = await ReadAsync(cancellationToken).ConfigureAwait(false);
            kind = ReplyKinds.OfBeginning(_ahead.Span);
        }

        if (kind == ReplyKind.Audio)
        {
            return;
        }

        (byte[] beginning, bool isWhole) = await ReadBeginningAsync(cancellationToken).ConfigureAwait(false);
        if (kind == ReplyKind.Error || ReplyKinds.IsJson(beginning, isWhole))
        {
            throw _response.Refuse(Encoding.UTF8.GetString(beginning));
        }

        _ahead = beginning;
    }

    private async Task<(byte[] Bytes, bool IsWhole)> ReadBeginningAsync(CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        while (bytes.Length < MaxErrorBytes)
        {
            ReadOnlyMemory<byte> piece = await ReadAsync(cancellationToken).ConfigureAwait(false);
            if (piece.IsEmpty)
            {
                return (bytes.ToArray(), true);
            }

            bytes.Write(piece.Span);
        }

        return (bytes.ToArray(), false);
    }
}
