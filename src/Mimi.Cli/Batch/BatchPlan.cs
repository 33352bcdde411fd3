using Mimi.Cli.Commands;
using Mimi.Cli.Errors;

namespace Mimi.Cli.Batch;

/// <summary>Says which file is made of which recording.</summary>
internal static class BatchPlan
{
    /// <summary>Makes the plan, before anything is read or written.</summary>
    /// <exception cref="CliException">Two recordings would be written to one file, or one over itself.</exception>
    public static IReadOnlyList<BatchItem> Of(IEnumerable<string> inputs, BatchOptions options)
    {
        List<BatchItem> items = [];
        Dictionary<string, string> taken = new(StringComparer.Ordinal);
        foreach (string input in inputs.Distinct(StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(input) + FormatNames.ExtensionOf(options.Format);
            string output = Path.Combine(options.Folder ?? Path.GetDirectoryName(input) ?? string.Empty, name);
            string full = Path.GetFullPath(output);
            if (full == Path.GetFullPath(input))
            {
                throw new CliException(ExitCode.Usage, $"{input} would be written over itself. Give another folder with --output-dir.");
            }

            if (!taken.TryAdd(full, input))
            {
                throw new CliException(ExitCode.Usage, $"{taken[full]} and {input} would both be written to {output}. Do them one after the other, each with an --output-dir of its own.");
            }

            items.Add(new(input, output));
        }

        return items;
    }
}
