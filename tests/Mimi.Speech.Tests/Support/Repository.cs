using System.Runtime.CompilerServices;

namespace Mimi.Speech.Tests.Support;

/// <summary>Files of the repository.</summary>
internal static class Repository
{
    public static string JfkPath => Path.GetFullPath(Path.Combine(Here(), "../../../../samples/audio/jfk.wav"));

    private static string Here([CallerFilePath] string here = "") => here;
}
