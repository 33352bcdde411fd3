using System.Diagnostics;
using System.Text;
using Mimi.TestSupport;

namespace Mimi.Cli.Support;

/// <summary>An interactive shell without the user's settings, on a terminal, in a folder of its own.</summary>
internal sealed class ShellOnATerminal : IAsyncDisposable
{
    private readonly Process _process;
    private readonly WatchedWriter _screen = new();
    private readonly Task _reading;

    private ShellOnATerminal(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    public static ShellOnATerminal Start(string shell, TestFolder folder)
    {
        string program = $"/usr/bin/{shell}";
        Assert.SkipUnless(File.Exists(program), $"This test needs {shell}, of the Debian package {shell}.");
        string options = shell switch { "zsh" => "-f -i", "fish" => "--no-config -i", _ => "--norc --noprofile -i" };
        var start = new ProcessStartInfo("/usr/bin/script", ["--quiet", "--return", "--command", $"stty cols 200; exec {program} {options}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = folder.Path,
        };
        start.Environment["TERM"] = "xterm";
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["HOME"] = start.Environment["XDG_DATA_HOME"] = start.Environment["XDG_CONFIG_HOME"] = folder.Path;
        start.Environment["DOTNET_CLI_HOME"] = folder.Path;
        start.Environment["MIMI_PROGRAM"] = typeof(Errors.ExitCode).Assembly.Location;
        return new(Process.Start(start)!);
    }

    public async Task TypeAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys.AsMemory(), TestTimeout.Token);
        await _process.StandardInput.FlushAsync(TestTimeout.Token);
    }

    /// <summary>Waits until a program has written a whole line.</summary>
    public Task WaitForLineAsync(string line) => _screen.WaitForAsync("\r" + line + "\r\n", TestTimeout.Token);

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
        await _screen.DisposeAsync();
    }

    private async Task ReadAsync()
    {
        char[] buffer = new char[4_096];
        int read;
        while ((read = await _process.StandardOutput.ReadAsync(buffer)) > 0)
        {
            _screen.Write(new string(buffer, 0, read).Replace("\n", "\n\r", StringComparison.Ordinal));
        }
    }
}
