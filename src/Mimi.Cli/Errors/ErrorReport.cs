using System.Net;
using Mimi.Audio;
using Mimi.Audio.Capture;
using Mimi.Cli.Output;
using Mimi.Client;
using Mimi.Speech;

namespace Mimi.Cli.Errors;

/// <summary>Puts a failure into one line, and a number for scripts.</summary>
/// <param name="ExitCode">How the command ends.</param>
/// <param name="Line">What happened and what would help, without a line break; empty where there is nothing to say.</param>
internal sealed record ErrorReport(int ExitCode, string Line)
{
    /// <summary>How much of what a server says is shown: enough for a sentence, not for a web page.</summary>
    private const int MaxDetail = 600;

    public static ErrorReport Of(Exception exception) => exception switch
    {
        CliException e => New(e.ExitCode, e.Message),
        OperationCanceledException => New(Errors.ExitCode.Interrupted, "stopped."),
        StandardOutputException { IsClosed: true } => New(Errors.ExitCode.InputOutput),
        StandardOutputException e => New(Errors.ExitCode.InputOutput, e.Message),
        AudioFormatException e => New(Errors.ExitCode.UnreadableInput, e.Message),
        AudioCaptureException e => New(Errors.ExitCode.Unavailable, e.Message),
        SpeechUnavailableException e => New(Errors.ExitCode.Unavailable, e.Message),
        MimiServiceException e => New(CodeOf(e), e.Message, Quote(e.Detail), e.Advice, Wait(e)),
        MimiIOException e => New(Errors.ExitCode.Unavailable, e.Message, Cause(e), e.Advice),
        MimiException e => New(Errors.ExitCode.Refused, e.Message, e.Advice),
        IOException e => New(Errors.ExitCode.InputOutput, e.Message),
        _ => New(Errors.ExitCode.Internal, $"an error in this program: {exception.GetType().Name}: {exception.Message}"),
    };

    private static ErrorReport New(int exitCode, params string?[] sentences) =>
        new(exitCode, Printable.Line(string.Join(' ', sentences.Where(static sentence => !string.IsNullOrWhiteSpace(sentence)))));

    private static int CodeOf(MimiServiceException e) => e.StatusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Errors.ExitCode.NoPermission,
        HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => Errors.ExitCode.TryAgain,
        _ => Errors.ExitCode.Refused,
    };

    private static string? Quote(string? detail)
    {
        string text = Printable.Line(detail ?? string.Empty);
        return text.Length == 0 ? null : $"It says: {(text.Length <= MaxDetail ? text : text[..MaxDetail] + "…")}";
    }

    private static string? Cause(MimiIOException e) => e.InnerException is { } cause and not OperationCanceledException ? $"({Innermost(cause)})" : null;

    private static string Innermost(Exception e)
    {
        while (e.InnerException is { } inner)
        {
            e = inner;
        }

        return e.Message;
    }

    private static string? Wait(MimiServiceException e) => e.RetryAfter is { } wait ? $"Try again in {Math.Ceiling(wait.TotalSeconds):0} s." : null;
}
