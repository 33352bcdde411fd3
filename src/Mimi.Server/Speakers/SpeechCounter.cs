namespace Mimi.Server.Speakers;

/// <summary>Counts the bytes of audio in a body that is raw, or one urlencoded field <c>file</c>: one client sends that.</summary>
internal sealed class SpeechCounter(bool mayBeForm)
{
    public const int FieldBytes = 5;
    private const int EscapedDigits = 2;

    private long _raw;
    private long _decoded;
    private int _digits;

    private static ReadOnlySpan<byte> Field => "file="u8;

    private bool IsForm => mayBeForm && _raw >= FieldBytes;

    public long AudioBytes => IsForm ? _decoded : _raw;

    public void Add(ReadOnlySpan<byte> body)
    {
        foreach (byte value in body)
        {
            if (_raw < FieldBytes)
            {
                mayBeForm &= value == Field[(int)_raw];
            }
            else if (_digits > 0)
            {
                _digits--;
            }
            else
            {
                _digits = value == '%' ? EscapedDigits : 0;
                _decoded++;
            }

            _raw++;
        }
    }
}
