using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Mimi.Cli.Hosting;

/// <summary>Opens standard output. What goes wrong there is a <see cref="Errors.StandardOutputException"/>, the end of its reader included.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    public static Stream Open() => new StandardOutputStream(OpenBare());

    /// <summary>Opens it for text. Each piece is written at once, and several threads may write.</summary>
    public static TextWriter OpenText() => Console.IsOutputRedirected
        ? TextWriter.Synchronized(new StreamWriter(Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true })
        : Console.Out;

    private static Stream OpenBare()
    {
        Stream console = Console.OpenStandardOutput();
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return console;
        }

        // A file stream is for pipes only: in a file it would write at a place of its own, over what others write there.
        var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? console : new PipeOutputStream(stream, console);
    }
}
