using System.Globalization;
using Microsoft.AspNetCore.Http;
using Mimi.Audio;
using Mimi.Server.Http;
using Mimi.Server.Sockets;

namespace Mimi.Server.Recognition;

/// <summary>How an utterance ended, said in both transports.</summary>
/// <param name="CloseCode">The WebSocket's close code, or 0 if nobody is there to read it.</param>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="Reason">For the caller; empty if all is well.</param>
internal sealed record UtteranceEnd(int CloseCode, int StatusCode, string Reason)
{
    /// <summary>mimi's own code for a time-out, as its clients have seen it; RFC 6455 leaves 4000 to 4999 to applications.</summary>
    public const int IdleCloseCode = 4003;

    public static readonly UtteranceEnd Finished = new(1000, StatusCodes.Status200OK, "");

    /// <summary>The client closed in good order, before or after its result.</summary>
    public static readonly UtteranceEnd LeftByClient = new(1000, StatusCodes.Status499ClientClosedRequest, "");

    public static readonly UtteranceEnd ConnectionLost = new(0, StatusCodes.Status499ClientClosedRequest, "");

    /// <summary>The client broke RFC 6455: the WebSocket has said so itself, with the code that fits.</summary>
    public static readonly UtteranceEnd BrokenFrames = new(0, StatusCodes.Status400BadRequest, "");

    public static readonly UtteranceEnd Stopping = new(1001, StatusCodes.Status503ServiceUnavailable, "The server is shutting down.");

    /// <summary>Ours: what mimi does to a session whose token ends is not known.</summary>
    public static readonly UtteranceEnd TokenExpired = new(1008, StatusCodes.Status401Unauthorized, "The access token has expired.");

    public static readonly UtteranceEnd RecognizerFailed = new(1011, StatusCodes.Status500InternalServerError, "The recognizer failed.");

    public static UtteranceEnd Idle(TimeSpan limit) =>
        new(IdleCloseCode, StatusCodes.Status408RequestTimeout, string.Create(CultureInfo.InvariantCulture, $"Nothing came for {limit.TotalSeconds} s."));

    public static UtteranceEnd TooLong(TimeSpan limit) =>
        new(1009, StatusCodes.Status413PayloadTooLarge, string.Create(CultureInfo.InvariantCulture, $"An utterance may have {limit.TotalSeconds} s of audio."));

    public static UtteranceEnd Refused(RefusedException refused) =>
        new(refused.StatusCode == StatusCodes.Status415UnsupportedMediaType ? 1003 : 1011, refused.StatusCode, refused.Message);

    /// <summary>The audio is not what it says that it is.</summary>
    public static UtteranceEnd BrokenAudio(AudioFormatException broken) => new(1007, StatusCodes.Status400BadRequest, broken.Message);

    public static UtteranceEnd Violation(FrameViolation violation) =>
        new((int)violation.Code, StatusCodes.Status400BadRequest, violation.Reason);
}
