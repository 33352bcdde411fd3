namespace Mimi.Server.Recognition;

/// <summary>Puts a text message together from its pieces. What is too long to be a command is dropped.</summary>
internal sealed class CommandText
{
    private readonly byte[] _text = new byte[RecognitionCommand.MaxBytes];
    private int _length;
    private bool _begun;
    private bool _tooLong;

    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    /// <summary>Appends a piece.</summary>
    /// <returns>True if <see cref="Text"/> is a whole message now.</returns>
    public bool Append(ReadOnlySpan<byte> piece, bool isLast)
    {
        if (!_begun)
        {
            _length = 0;
            _tooLong = false;
        }

        _begun = !isLast;
        _tooLong |= piece.Length > _text.Length - _length;
        if (_tooLong)
        {
            return false;
        }

        piece.CopyTo(_text.AsSpan(_length));
        _length += piece.Length;
        return isLast;
    }
}
