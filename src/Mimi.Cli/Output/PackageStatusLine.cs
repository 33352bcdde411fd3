using System.Globalization;
using Mimi.Speech;

namespace Mimi.Cli.Output;

/// <summary>Tells what is fetched and how long that has taken: in place on a terminal, and elsewhere a line at its beginning and at its end.</summary>
internal sealed class PackageStatusLine(TextWriter writer, bool canRewrite) : IProgress<PackageStatus>
{
    private readonly Lock _lock = new();
    private string? _begun;

    /// <summary>Shows a status, at once and on the reporter's thread.</summary>
    public void Report(PackageStatus value)
    {
        string text = TextOf(value);
        lock (_lock)
        {
            if (canRewrite)
            {
                writer.Write($"\r{text}\u001b[K{(value.Stage == PackageStage.Ready ? "\n" : string.Empty)}");
            }
            else if (value.Stage == PackageStage.Ready || _begun != value.Package)
            {
                writer.WriteLine(text);
            }

            _begun = value.Stage == PackageStage.Ready ? null : value.Package;
            writer.Flush();
        }
    }

    private static string TextOf(PackageStatus status) => string.Create(
        CultureInfo.InvariantCulture,
        $"{VerbOf(status.Stage)} {status.Package} ({status.ExpectedBytes / 1e6:0.0} MB), {status.Elapsed.TotalSeconds:0} s");

    private static string VerbOf(PackageStage stage) => stage switch
    {
        PackageStage.Fetching => "Fetching",
        PackageStage.Unpacking => "Unpacking",
        _ => "Fetched",
    };
}
