using System.Runtime.InteropServices;

namespace Mimi.Speech.Native;

/// <summary>UTF-8 strings that native code may read until they are disposed of together.</summary>
internal sealed class NativeStrings : IDisposable
{
    private readonly List<nint> _strings = [];

    /// <summary>Copies a string. A missing one is a null pointer, which the library reads as its default.</summary>
    public nint Add(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        nint copy = Marshal.StringToCoTaskMemUTF8(text);
        _strings.Add(copy);
        return copy;
    }

    public void Dispose()
    {
        _strings.ForEach(Marshal.FreeCoTaskMem);
        _strings.Clear();
    }
}
