using System.Net.WebSockets;
using Mimi.Wire;

namespace Mimi.Client.Sessions;

/// <summary>The messages that go out for a frame of the queue: the frame itself or, where audio is encoded, what the encoder gives. For the one writer.</summary>
internal sealed class SendMessages(FlacStream? flac)
{
    private readonly List<SendFrame> _leaving = [];
    private ReadOnlyMemory<byte> _encoded;
    private SendFrame? _plain;
    private volatile bool _isSendingEndMarker;

    /// <summary>Gets whether the end marker is being written, or was: the server may answer it before its write is done. For any thread.</summary>
    public bool IsSendingEndMarker => _isSendingEndMarker;

    /// <summary>Gets what leaves with the messages: of the user's audio, and of everything else. Valid until the next frame is taken.</summary>
    public List<SendFrame> Leaving => _leaving;

    /// <summary>Takes the next frame. The end marker brings what the encoder has held.</summary>
    public void Take(in SendFrame frame)
    {
        _leaving.Clear();
        _encoded = flac is null ? default : frame.Kind switch
        {
            SendKind.Audio or SendKind.Silence => flac.Add(frame, _leaving),
            SendKind.EndMarker => flac.Complete(_leaving),
            _ => default,
        };
        _plain = flac is null || frame.Kind is SendKind.Command or SendKind.EndMarker ? frame : null;
        if (_plain is not null)
        {
            _leaving.Add(frame);
        }
    }

    /// <summary>Gives the next message.</summary>
    /// <param name="bytes">Its content, valid until the next frame is taken.</param>
    /// <param name="type">Its type.</param>
    /// <returns><see langword="false"/> if there is none.</returns>
    public bool TryNext(out ReadOnlyMemory<byte> bytes, out WebSocketMessageType type)
    {
        if (!_encoded.IsEmpty)
        {
            bytes = _encoded[..Math.Min(_encoded.Length, RecognitionWire.MaxFrameBytes)];
            _encoded = _encoded[bytes.Length..];
            type = WebSocketMessageType.Binary;
            return true;
        }

        (bytes, type) = (_plain?.Bytes ?? default, _plain?.Type ?? default);
        bool isPlain = _plain is not null;
        _isSendingEndMarker |= _plain is { Kind: SendKind.EndMarker };
        _plain = null;
        return isPlain;
    }
}
