using System.Globalization;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;

namespace Mimi.Cli.Recognition;

/// <summary>Tells whether the text of a recording is all of it.</summary>
internal static class Completeness
{
    /// <param name="input">The recording.</param>
    /// <param name="place">Where the rest is.</param>
    /// <param name="lost">How much audio has no text.</param>
    /// <param name="environment">Where a wish to stop comes from.</param>
    /// <exception cref="CliException">It is not.</exception>
    public static void ThrowIfIncomplete(string input, string place, TimeSpan lost, CliEnvironment environment)
    {
        if (environment.Stop.Requested.IsCancellationRequested)
        {
            throw new CliException(ExitCode.Interrupted, $"{input}: stopped; the text so far is {place}.");
        }

        ThrowIfLost(input, place, lost);
    }

    /// <inheritdoc cref="ThrowIfIncomplete"/>
    public static void ThrowIfLost(string input, string place, TimeSpan lost)
    {
        if (lost > TimeSpan.Zero)
        {
            string seconds = lost.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            throw new CliException(ExitCode.Unavailable, $"{input}: {seconds} s have no text, for the connection broke; the rest is {place}. Run the command again.");
        }
    }
}
