using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Mimi.Client.Engines.Framing;

/// <summary>Unpredictable mask keys (RFC 6455, section 5.3), drawn from the system in blocks, because each draw is a system call. Not safe for concurrent use.</summary>
internal sealed class MaskKeys
{
    private readonly uint[] _keys = new uint[64];
    private int _left;

    public uint Next()
    {
        if (_left == 0)
        {
            RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(_keys.AsSpan()));
            _left = _keys.Length;
        }

        return _keys[--_left];
    }
}
