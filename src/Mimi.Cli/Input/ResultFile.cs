using System.Text;
using Mimi.Captions;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;

namespace Mimi.Cli.Input;

/// <summary>Reads the results of an earlier run: JSON objects, one a line, with <c>text</c> and, where they are known, <c>start_ms</c> and <c>end_ms</c>.</summary>
internal static class ResultFile
{
    /// <param name="name">A path, or <see cref="AudioInput.StandardInput"/>.</param>
    /// <param name="environment">Where standard input and the wish to stop come from.</param>
    /// <returns>The determined texts. One whose end is not known ends at the latest where the next one begins.</returns>
    /// <exception cref="CliException">The file cannot be read, or is of another kind, or about several recordings.</exception>
    public static async IAsyncEnumerable<CaptionPiece> ReadAsync(string name, CliEnvironment environment)
    {
        CaptionPiece? last = null;
        await foreach (CaptionPiece piece in ReadPiecesAsync(name, environment).ConfigureAwait(false))
        {
            if (last is not null)
            {
                yield return last with { HeardUntil = last.End is null && piece.Start > last.Start ? piece.Start : null };
            }

            last = piece;
        }

        if (last is not null)
        {
            yield return last;
        }
    }

    private static async IAsyncEnumerable<CaptionPiece> ReadPiecesAsync(string name, CliEnvironment environment)
    {
        using StreamReader reader = await OpenAsync(name, environment).ConfigureAwait(false);
        string? source = null;
        TimeSpan place = TimeSpan.Zero;
        for (int number = 1; await ReadLineAsync(reader, name, environment.Stop.Requested).ConfigureAwait(false) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            ResultLine result = ResultLine.Parse(line) ?? throw Wrong(name, number, "a JSON object with a text is needed, such as mimi transcribe --json writes.");
            if (result.File is { } file && file != (source ??= file))
            {
                throw Wrong(name, number, "these are results of another recording; captions are of one.");
            }

            if (!result.IsTemporary)
            {
                TimeSpan start = result.Start ?? place;
                yield return new(number, IsFinal: true, result.Text, start, result.End);
                place = result.End ?? start;
            }
        }
    }

    private static async Task<StreamReader> OpenAsync(string name, CliEnvironment environment)
    {
        try
        {
            return new(await NamedInput.OpenAsync(name, environment).ConfigureAwait(false), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (Exception e)
        {
            throw AudioInput.Describe(e, name);
        }
    }

    private static async Task<string?> ReadLineAsync(StreamReader reader, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DecoderFallbackException e)
        {
            throw new CliException(ExitCode.UnreadableInput, $"{name}: this is not UTF-8.", e);
        }
        catch (IOException e)
        {
            throw AudioInput.Describe(e, name);
        }
    }

    private static CliException Wrong(string name, int line, string what) => new(ExitCode.UnreadableInput, $"{name}, line {line}: {what}");
}
