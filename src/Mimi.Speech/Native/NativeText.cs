using System.Runtime.InteropServices;
using System.Text;

namespace Mimi.Speech.Native;

/// <summary>Puts text together from tokens.</summary>
internal static unsafe class NativeText
{
    /// <summary>Joins tokens as bytes first, because a character may be spread over several; one that is cut off at the end is dropped.</summary>
    public static string Join(ReadOnlySpan<nint> tokens)
    {
        var bytes = new List<byte>();
        foreach (nint token in tokens)
        {
            bytes.AddRange(MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)token));
        }

        return Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(bytes)).TrimEnd('\uFFFD');
    }
}
