using System.Diagnostics;
using System.Runtime.InteropServices;
using Mimi.TestSupport;

namespace Mimi.Audio.Capture.Support;

/// <summary>A PulseAudio of the test's own: a sink that plays into nothing, 16 kHz mono, whose monitor hears it. It needs Debian's pulseaudio and pulseaudio-utils.</summary>
internal sealed partial class SoundServer : IAsyncDisposable
{
    public const string Monitor = "pulse:stage.monitor";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mimi-pulse-");
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _daemon;

    private SoundServer()
    {
    }

    /// <summary>Gets what another process must have in its environment to find this server, each as <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Variables => [$"PULSE_SERVER={Address}", $"PULSE_COOKIE={Cookie}"];

    private string Cookie => Path.Combine(_folder.FullName, "cookie"); // Or one would be made in the user's home.

    private string Address => "unix:" + Path.Combine(_folder.FullName, "socket");

    public static async Task<SoundServer> StartAsync()
    {
        var server = new SoundServer();
        try
        {
            await server.LaunchAsync();
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        server.Use();
        return server;
    }

    /// <summary>Lets the native libraries of this process find a server: .NET's own environment variables do not reach them.</summary>
    public static void Point(string address)
    {
        _ = SetEnvironment("PULSE_SERVER", address, 1);
        _ = SetEnvironment("JACK_NO_START_SERVER", "1", 1); // PortAudio looks for one.
    }

    public void Use()
    {
        Point(Address);
        _ = SetEnvironment("PULSE_COOKIE", Cookie, 1);
    }

    /// <summary>Plays a recording to its end.</summary>
    public async Task PlayAsync(string file) => await RunAsync("paplay", ["--device=stage", file]);

    public async Task ControlAsync(params string[] arguments) => await RunAsync("pactl", arguments);

    public async Task KillAsync()
    {
        _daemon!.Kill();
        await _daemon.WaitForExitAsync(TestTimeout.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_daemon is { } daemon)
        {
            daemon.Kill();
            await daemon.WaitForExitAsync();
            daemon.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private async Task LaunchAsync()
    {
        _daemon = Start("pulseaudio",
        [
            "-n", "--system=false", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes", "--log-target=stderr", "--log-level=info",
            "-L", "module-null-sink sink_name=stage rate=16000 channels=1 format=s16le sink_properties=device.description=Stage",
            "-L", $"module-native-protocol-unix auth-anonymous=1 socket={Path.Combine(_folder.FullName, "socket")}",
        ]);
        _daemon.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("Daemon startup complete", StringComparison.Ordinal) == true)
            {
                _ready.TrySetResult();
            }
        };
        _daemon.BeginErrorReadLine();
        await _ready.Task.WaitAsync(TestTimeout.Token);
    }

    private async Task RunAsync(string program, string[] arguments)
    {
        using Process process = Start(program, arguments);
        string error = await process.StandardError.ReadToEndAsync(TestTimeout.Token);
        await process.WaitForExitAsync(TestTimeout.Token);
        Assert.True(process.ExitCode == 0, $"{program}: {error}");
    }

    private Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = program != "pulseaudio" };
        foreach (string folder in (string[])["HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "PULSE_RUNTIME_PATH", "PULSE_STATE_PATH", "PULSE_CONFIG_PATH"])
        {
            start.Environment[folder] = _folder.FullName;
        }

        start.Environment["PULSE_SERVER"] = program == "pulseaudio" ? "" : Address;
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start)!;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
