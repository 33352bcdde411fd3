using System.CommandLine;
using System.CommandLine.Parsing;
using Mimi.Audio;

namespace Mimi.Cli.Commands;

/// <summary>The options of headerless audio, for every command that reads recordings.</summary>
internal sealed class RawPcmSymbols
{
    public Option<int?> Rate { get; } = CliOptions.Number("--rate", "Takes the files for headerless 16-bit little-endian PCM with this sampling rate.", 8_000, 192_000);

    public Option<int?> Channels { get; } = CliOptions.Number("--channels", "The channels of headerless PCM. Default: 1.", 1, 8);

    /// <summary>Gets the format of headerless audio, or <see langword="null"/> for files that say what they are.</summary>
    public PcmFormat? Read(ParseResult parsed) => parsed.GetValue(Rate) is { } rate ? new PcmFormat(rate, parsed.GetValue(Channels) ?? 1) : null;

    /// <summary>Refuses options without their like, and files that need them.</summary>
    public void Validate(CommandResult result, IReadOnlyList<string> files)
    {
        bool isRaw = result.GetResult(Rate) is { Implicit: false };
        if (result.GetResult(Channels) is { Implicit: false } && !isRaw)
        {
            result.AddError("--channels is for headerless PCM, and goes with --rate.");
        }

        if (!isRaw && files.FirstOrDefault(IsHeaderless) is { } file)
        {
            result.AddError($"{file}: headerless PCM does not tell its sampling rate. Add --rate 16000, or whatever it is, and --channels if there are several.");
        }
    }

    private static bool IsHeaderless(string file) => Path.GetExtension(file).ToUpperInvariant() is ".RAW" or ".PCM";
}
