using System.Runtime.InteropServices;

namespace Mimi.Speech.Tests.Support;

/// <summary>Catches what native code writes to the standard error stream.</summary>
internal static partial class NativeErrors
{
    private const int StandardError = 2;
    private static readonly Lock Gate = new();

    public static string Capture(Action action)
    {
        string path = Path.GetTempFileName();
        lock (Gate)
        {
            using (FileStream file = File.OpenWrite(path))
            {
                int saved = Duplicate(StandardError);
                Assert.True(saved >= 0);
                Assert.True(Replace((int)file.SafeFileHandle.DangerousGetHandle(), StandardError) >= 0);
                try
                {
                    action();
                }
                finally
                {
                    _ = Replace(saved, StandardError);
                    _ = Close(saved);
                }
            }
        }

        string text = File.ReadAllText(path);
        File.Delete(path);
        return text;
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Replace(int from, int to);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
