using System.CommandLine;
using Mimi.Audio.Capture;
using Mimi.Captions.Text;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Output;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi devices</c>: what there is to listen to.</summary>
internal static class DevicesCommand
{
    public const string Details = """
        Examples:
          mimi devices
          mimi devices --json | jq -r 'select(.loopback).id'

        The first column is what --device takes. A star marks the default microphone and the default loopback device.

        """;

    public static Command Create(CliEnvironment environment)
    {
        var json = new Option<bool>("--json") { Description = "Writes one JSON object a line." };
        Option<string> backend = CaptureSymbols.CreateBackend();
        var command = new Command("devices", "Lists microphones and loopback devices.") { json, backend };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(json), CaptureSymbols.BackendOf(parsed.GetRequiredValue(backend)), environment));
        return command;
    }

    private static async Task<int> RunAsync(bool json, CaptureBackend backend, CliEnvironment environment)
    {
        IReadOnlyList<AudioDevice> devices = await AudioDevices.ListAsync(backend, environment.Stop.Requested).ConfigureAwait(false);
        if (devices.Count == 0)
        {
            environment.Error.WriteLine("mimi: there is no device to listen to.");
            return ExitCode.Unavailable;
        }

        int idCells = devices.Max(static device => DisplayWidth.Of(Printable.Line(device.Id)));
        foreach (AudioDevice device in devices)
        {
            environment.Out.WriteLine(json ? Json(device) : Line(device, idCells));
        }

        return ExitCode.Done;
    }

    private static string Line(AudioDevice device, int idCells)
    {
        string id = Printable.Line(device.Id);
        char mark = device.IsDefault || device.IsDefaultLoopback ? '*' : ' ';
        string kind = device.IsLoopback ? "loopback  " : "microphone";
        return $"{mark} {id}{new string(' ', idCells - DisplayWidth.Of(id))}  {kind}  {device.SampleRate,6} Hz  {device.Channels} ch  {Printable.Line(device.Name)}";
    }

    private static string Json(AudioDevice device) => JsonLine.Write(json =>
    {
        json.WriteString("id", device.Id);
        json.WriteString("name", device.Name);
        json.WriteString("backend", device.Backend == CaptureBackend.PulseAudio ? "pulseaudio" : "portaudio");
        json.WriteBoolean("loopback", device.IsLoopback);
        json.WriteBoolean("default", device.IsDefault || device.IsDefaultLoopback);
        json.WriteNumber("rate", device.SampleRate);
        json.WriteNumber("channels", device.Channels);
    });
}
