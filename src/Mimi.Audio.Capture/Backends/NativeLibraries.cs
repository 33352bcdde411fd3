using System.Reflection;
using System.Runtime.InteropServices;

namespace Mimi.Audio.Capture.Backends;

/// <summary>Finds the system's libraries, each once for the process.</summary>
internal static class NativeLibraries
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, nint> Handles = [];

    /// <summary>Loads a library, so that its imports can be called.</summary>
    /// <param name="name">What the imports call it.</param>
    /// <param name="files">What the system may call it, in the order to try.</param>
    /// <returns>Whether it is there.</returns>
    public static bool TryLoad(string name, IReadOnlyList<string> files)
    {
        lock (Gate)
        {
            if (Handles.ContainsKey(name))
            {
                return true;
            }

            foreach (string file in files)
            {
                if (NativeLibrary.TryLoad(file, out nint handle))
                {
                    if (Handles.Count == 0)
                    {
                        NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, Resolve);
                    }

                    Handles.Add(name, handle);
                    return true;
                }
            }

            return false;
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        lock (Gate)
        {
            return Handles.GetValueOrDefault(name);
        }
    }
}
