using System.Numerics;
using System.Runtime.InteropServices;

namespace Mimi.Client.Engines.Framing;

/// <summary>Masks what a client sends (RFC 6455, section 5.3).</summary>
internal static class FrameMask
{
    /// <summary>Copies and masks in one pass. A payload may come in pieces if all but the last are multiples of four bytes long.</summary>
    /// <param name="source">What to mask.</param>
    /// <param name="destination">At least as long as <paramref name="source"/>, and not overlapping it.</param>
    /// <param name="key">The key, in the byte order of this machine's memory.</param>
    public static void Copy(ReadOnlySpan<byte> source, Span<byte> destination, uint key)
    {
        ReadOnlySpan<Vector<byte>> from = MemoryMarshal.Cast<byte, Vector<byte>>(source);
        Span<Vector<byte>> to = MemoryMarshal.Cast<byte, Vector<byte>>(destination[..source.Length]);
        Vector<byte> mask = Vector.AsVectorByte(new Vector<uint>(key));
        for (int i = 0; i < from.Length && i < to.Length; i++)
        {
            to[i] = from[i] ^ mask;
        }

        // At most one vector is left, and what is done is a multiple of the key's length.
        Span<byte> keyBytes = stackalloc byte[sizeof(uint)];
        MemoryMarshal.Write(keyBytes, key);
        for (int i = from.Length * Vector<byte>.Count; i < source.Length; i++)
        {
            destination[i] = (byte)(source[i] ^ keyBytes[i & 3]);
        }
    }
}
