using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Mimi.Cli.Support;

/// <summary>The built command, as a process of its own.</summary>
internal sealed class MimiProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly WatchedWriter _out = new();
    private readonly WatchedWriter _error = new();
    private readonly Task _reading;

    private MimiProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        foreach (string name in Credentials.CredentialNames.All)
        {
            start.Environment.Remove(name);
        }

        _process = Process.Start(start)!;
        _reading = Task.WhenAll(CopyAsync(_process.StandardOutput, _out), CopyAsync(_process.StandardError, _error));
    }

    public WatchedWriter OutWriter => _out;

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public Stream Input => _process.StandardInput.BaseStream;

    private static string Program => typeof(Errors.ExitCode).Assembly.Location;

    /// <summary>Starts it with its streams redirected.</summary>
    /// <remarks>Through env, for a shell that started the tests in the background has them, and so their children, ignore Ctrl-C.</remarks>
    public static MimiProcess Start(params string[] args) => Start([], args);

    /// <param name="variables">Environment variables for it, each as <c>NAME=value</c>.</param>
    /// <param name="args">Its command line.</param>
    public static MimiProcess Start(IEnumerable<string> variables, params string[] args) =>
        new(new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT", .. variables, "dotnet", Program, .. args]));

    /// <summary>Starts it within a line of bash.</summary>
    /// <param name="line">The line, in which <c>"$@"</c> is the command.</param>
    /// <param name="args">Its command line.</param>
    public static MimiProcess StartInShell(string line, params string[] args) =>
        new(new ProcessStartInfo("/bin/bash", ["-c", line, "bash", "dotnet", Program, .. args]));

    /// <summary>Starts it on a terminal of 80 columns; what the terminal shows comes on <see cref="Out"/>.</summary>
    public static MimiProcess StartOnTerminal(params string[] args)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "This test needs script, of the Debian package bsdutils.");
        string command = $"stty cols 80 -echo; exec dotnet {string.Join(' ', args.Prepend(Program).Select(static arg => $"'{arg}'"))}";
        var start = new ProcessStartInfo("/usr/bin/script", ["--quiet", "--return", "--command", command, "/dev/null"]);
        start.Environment["TERM"] = "xterm";
        return new(start);
    }

    /// <summary>Does what Ctrl-C does.</summary>
    public Task InterruptAsync() => SignalAsync("INT");

    /// <param name="name">The signal, without SIG in front.</param>
    public async Task SignalAsync(string name)
    {
        using Process kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ends it as a crash or a power failure does: it can do nothing any more.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end, and for the last of what it wrote.</summary>
    public async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(3));
        await _reading;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
        await _out.DisposeAsync();
        await _error.DisposeAsync();
    }

    private static async Task CopyAsync(StreamReader from, WatchedWriter to)
    {
        char[] buffer = new char[4_096];
        int read;
        while ((read = await from.ReadAsync(buffer)) > 0)
        {
            to.Write(new string(buffer, 0, read));
        }
    }
}
