using System.CommandLine;
using System.CommandLine.Parsing;
using Mimi.Audio.Capture;
using Mimi.Cli.Capture;

namespace Mimi.Cli.Commands;

/// <summary>The options that choose a device, for every command that listens.</summary>
internal sealed class CaptureSymbols
{
    private const string Pulse = "pulseaudio";
    private const string Port = "portaudio";

    private readonly Option<string?> _device = new("--device") { Description = "A device's id, as mimi devices shows it. Default: the default microphone.", HelpName = "ID" };

    private readonly Option<bool> _loopback = new("--loopback") { Description = "Listens to what the computer plays." };

    private readonly Option<string> _backend = CreateBackend();

    public static Option<string> CreateBackend() => CliOptions.Choice("--backend", "The library that listens. auto takes PulseAudio if its server answers, or else PortAudio.", "auto", Pulse, Port);

    public static CaptureBackend BackendOf(string name) => name switch
    {
        Pulse => CaptureBackend.PulseAudio,
        Port => CaptureBackend.PortAudio,
        _ => CaptureBackend.Automatic,
    };

    public void AddTo(Command command)
    {
        command.Add(_device);
        command.Add(_loopback);
        command.Add(_backend);
        command.Validators.Add(Validate);
    }

    public CaptureChoice Read(ParseResult parsed) => new(parsed.GetValue(_device), parsed.GetValue(_loopback), BackendOf(parsed.GetRequiredValue(_backend)));

    private void Validate(CommandResult result)
    {
        if (RecognitionSymbols.Given(result, _device) && RecognitionSymbols.Given(result, _loopback))
        {
            result.AddError("--loopback takes the default output; leave out --device, or choose a loopback device with it.");
        }
    }
}
