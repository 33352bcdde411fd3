using System.Text;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;

namespace Mimi.Cli.Input;

/// <summary>Gets the text that the user means: the argument itself, or standard input.</summary>
internal static class TextInput
{
    private const int MaxBytes = 1_048_576; // More than any service takes.

    /// <param name="text">The text, or <see cref="AudioInput.StandardInput"/>.</param>
    /// <param name="environment">Where standard input and the wish to stop come from.</param>
    /// <exception cref="CliException">There is no text, or too much, or it is not UTF-8.</exception>
    public static async Task<string> ReadAsync(string text, CliEnvironment environment)
    {
        string read = text == AudioInput.StandardInput ? await ReadAllAsync(environment).ConfigureAwait(false) : text;
        return string.IsNullOrWhiteSpace(read) ? throw new CliException(ExitCode.UnreadableInput, "The text is empty.") : read.Trim();
    }

    private static async Task<string> ReadAllAsync(CliEnvironment environment)
    {
        var input = new BlockingInputStream(environment.OpenStandardInput(), environment.Stop.Requested);
        await using var _ = input.ConfigureAwait(false);
        byte[] bytes = new byte[MaxBytes + 1];
        int length = await input.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, environment.Stop.Forced).ConfigureAwait(false);
        environment.Stop.Requested.ThrowIfCancellationRequested(); // Half a text is not what the user wrote.
        if (length > MaxBytes)
        {
            throw new CliException(ExitCode.UnreadableInput, $"The text on standard input is longer than {MaxBytes} bytes.");
        }

        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException e)
        {
            throw new CliException(ExitCode.UnreadableInput, "The text on standard input is not UTF-8.", e);
        }
    }
}
