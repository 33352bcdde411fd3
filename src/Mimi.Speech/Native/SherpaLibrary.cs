using System.Reflection;
using System.Runtime.InteropServices;
using Mimi.Speech.Packages;

namespace Mimi.Speech.Native;

/// <summary>Loads the native libraries, once for the process.</summary>
internal static class SherpaLibrary
{
    private static readonly Lock Gate = new();
    private static nint Handle;

    /// <summary>Gets the version of sherpa-onnx that is loaded.</summary>
    public static string Version => Marshal.PtrToStringUTF8(Sherpa.GetVersion()) ?? "";

    /// <summary>Gets the version of ONNX Runtime that is loaded.</summary>
    public static string RuntimeVersion => Marshal.PtrToStringUTF8(Sherpa.GetRuntimeVersion()) ?? "";

    /// <summary>Loads the libraries of a package. Later calls keep what is loaded: native code cannot be exchanged under living recognizers.</summary>
    /// <exception cref="SpeechUnavailableException">They do not load here.</exception>
    public static void Load(string folder, NpmPackage package)
    {
        lock (Gate)
        {
            if (Handle != 0)
            {
                return;
            }

            try
            {
                nint last = 0;
                foreach (string file in package.Files)
                {
                    last = NativeLibrary.Load(Path.Combine(folder, file)); // ONNX Runtime first, by its full path: the system's own search must not find another.
                }

                NativeLibrary.SetDllImportResolver(typeof(Sherpa).Assembly, Resolve);
                Handle = last;
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                throw new SpeechUnavailableException(
                    $"The native recognizer in {folder} does not load: {e.Message} It needs the C++ runtime (Debian: apt-get install libstdc++6) and, on Linux, glibc: Alpine's musl will not do.", e);
            }
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Sherpa.Library ? Handle : 0;
}
