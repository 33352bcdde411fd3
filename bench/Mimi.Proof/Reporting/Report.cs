using System.Globalization;

namespace Mimi.Proof.Reporting;

/// <summary>Prints what a proof does and found, the same way for all of them, and makes its exit code.</summary>
internal sealed class Report(TextWriter output)
{
    /// <summary>Says what runs and how to run it again.</summary>
    public void Begin(string name, params ReadOnlySpan<(string Name, object Value)> settings)
    {
        var line = new System.Text.StringBuilder(name).Append(':');
        foreach ((string setting, object value) in settings)
        {
            line.Append(CultureInfo.InvariantCulture, $" {setting} {value},");
        }

        Line($"{line} {Environment.ProcessorCount} processors, .NET {Environment.Version}");
    }

    public void Line(string line)
    {
        lock (output)
        {
            output.WriteLine(line);
        }
    }

    public void Figure(string name, object value) => Line(string.Create(CultureInfo.InvariantCulture, $"  {name,-40} {value,14:N0}"));

    /// <summary>Says how it ended.</summary>
    /// <returns>The exit code: 0 without violations, else 1.</returns>
    public int End(string summary, IReadOnlyCollection<string> violations)
    {
        foreach (string violation in violations)
        {
            Line($"VIOLATION {violation}");
        }

        Line($"{(violations.Count == 0 ? "passed" : "FAILED")}: {summary}, {violations.Count} violations");
        return violations.Count == 0 ? 0 : 1;
    }
}
