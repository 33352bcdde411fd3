using System.Globalization;
using Mimi.Frames;
using Mimi.Wire;

namespace Mimi.Client.Testing;

/// <summary>What a <see cref="ScriptedMimi"/> does in one session, step by step. After the last step it closes with code 1000, as mimi does, unless a step has closed, dropped or hung.</summary>
/// <remarks>Every method adds a step and returns the same script. A late result is one behind the final, a duplicate one is a step written twice.</remarks>
public sealed class SessionScript
{
    private const int DefaultBytesPerSecond = 32_000; // 16 kHz, 16 bits, one channel.
    private const int BytesPerSample = 2;

    private readonly List<ScriptStep> _steps = [];

    internal IReadOnlyList<ScriptStep> Steps => _steps;

    /// <summary>Waits until so much audio has come in all.</summary>
    /// <param name="bytes">How many bytes, counted from the session's beginning.</param>
    /// <returns>The same script.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is negative.</exception>
    public SessionScript WaitForAudio(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return Do($"wait for {bytes} bytes of audio", (session, token) => session.WaitForAudioAsync(bytes, token));
    }

    /// <summary>Waits until so much PCM audio has come in all, at the rate that the session's content type names.</summary>
    /// <param name="time">How much, counted from the session's beginning.</param>
    /// <returns>The same script.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative.</exception>
    public SessionScript WaitForAudio(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return Do($"wait for {time.TotalSeconds} s of audio", (session, token) => session.WaitForAudioAsync((long)(time.TotalSeconds * BytesPerSecond(session.Request)), token));
    }

    /// <summary>Waits until the client has said that no more audio follows (<c>recog-break</c>).</summary>
    /// <returns>The same script.</returns>
    public SessionScript WaitForBreak() => Do($"wait for {RecognitionWire.BreakCommand}", static (session, token) => session.WaitForBreakAsync(token));

    /// <summary>Lets time pass, by the clock of the <see cref="ScriptedMimi"/>.</summary>
    /// <param name="time">How much.</param>
    /// <returns>The same script.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative.</exception>
    public SessionScript Wait(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return Do($"wait {time.TotalSeconds} s", (session, token) => Task.Delay(time, session.Time, token));
    }

    /// <summary>Sends a temporary result, in the format that the session asked for. With mimi ASR it is the whole hypothesis so far.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the speech begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>The same script.</returns>
    public SessionScript SendTemporary(string text, TimeSpan start = default, TimeSpan end = default) => SendResult(text, MimiResultKind.Temporary, start, end);

    /// <summary>Sends a partial result: a piece that will not change. Only NICT's second format has them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the speech begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>The same script.</returns>
    public SessionScript SendPartial(string text, TimeSpan start = default, TimeSpan end = default) => SendResult(text, MimiResultKind.Partial, start, end);

    /// <summary>Sends the final result.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the speech begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <returns>The same script.</returns>
    public SessionScript SendFinal(string text, TimeSpan start = default, TimeSpan end = default) => SendResult(text, MimiResultKind.Final, start, end);

    /// <summary>Sends any text as a message: JSON of <see cref="MimiResultJson"/>, of a service of its own, or none at all.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The same script.</returns>
    public SessionScript SendText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Do("send a text", (session, token) => session.SendTextAsync(text, token));
    }

    /// <summary>Sends a text message that is not UTF-8.</summary>
    /// <returns>The same script.</returns>
    public SessionScript SendInvalidUtf8() => Do("send invalid UTF-8", static (session, token) => session.Socket.SendAsync(ServerFrame.InvalidUtf8(), token));

    /// <summary>Sends a binary message, which mimi never does.</summary>
    /// <param name="bytes">The message. It is copied.</param>
    /// <returns>The same script.</returns>
    public SessionScript SendBinary(ReadOnlySpan<byte> bytes)
    {
        byte[] frame = ServerFrame.Create(FrameKind.Binary, bytes);
        return Do("send a binary message", (session, token) => session.Socket.SendAsync(frame, token));
    }

    /// <summary>Sends the first half of a frame, and ends the connection.</summary>
    /// <returns>The same script.</returns>
    public SessionScript SendTruncatedFrame() => Do("send half a frame", static async (session, token) =>
    {
        await session.Socket.SendAsync(ServerFrame.Truncated(), token).ConfigureAwait(false);
        session.Socket.Drop();
    });

    /// <summary>Closes.</summary>
    /// <param name="code">The code: 0 to 65,535, also one that no server may send.</param>
    /// <param name="reason">The reason, at most 123 bytes of UTF-8; what is longer is left out.</param>
    /// <returns>The same script.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="code"/> is outside its range.</exception>
    public SessionScript Close(int code = 1_000, string? reason = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(code);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, ushort.MaxValue);
        return Do($"close with {code}", (session, token) => session.Socket.CloseAsync(code, reason, token));
    }

    /// <summary>Closes without a code, which mimi must not do.</summary>
    /// <returns>The same script.</returns>
    public SessionScript CloseWithoutCode() => Do("close without a code", static (session, token) => session.Socket.CloseAsync(null, null, token));

    /// <summary>Ends the connection without a close frame.</summary>
    /// <returns>The same script.</returns>
    public SessionScript Drop() => Do("drop the connection", static (session, _) =>
    {
        session.Socket.Drop();
        return Task.CompletedTask;
    });

    /// <summary>Sends nothing any more, neither closes nor answers a close, until the client goes.</summary>
    /// <returns>The same script.</returns>
    public SessionScript Hang() => Do("hang", static (session, token) =>
    {
        session.Socket.IgnoreClose();
        return session.WaitForConnectionEndAsync(token);
    });

    /// <summary>Reads nothing any more, so that the client's sends begin to wait: about 64 KiB fit in between.</summary>
    /// <returns>The same script.</returns>
    public SessionScript StopReading() => Do("stop reading", static (session, _) =>
    {
        session.Socket.StopReading();
        return Task.CompletedTask;
    });

    /// <summary>Reads again.</summary>
    /// <returns>The same script.</returns>
    public SessionScript ResumeReading() => Do("resume reading", static (session, _) =>
    {
        session.Socket.ResumeReading();
        return Task.CompletedTask;
    });

    /// <summary>Does something of the test's own. What it throws is a failure of the script.</summary>
    /// <param name="step">Is given the session, and a token that is cancelled when the <see cref="ScriptedMimi"/> is disposed.</param>
    /// <returns>The same script.</returns>
    public SessionScript Do(Func<ScriptedSession, CancellationToken, Task> step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Do("a step of the test", step);
    }

    private static double BytesPerSecond(ScriptedRequest request)
    {
        double bytes = DefaultBytesPerSecond;
        foreach (string part in (request.Value(MimiHeaders.ContentType) ?? request.Value("Content-Type") ?? "").Split(';', StringSplitOptions.TrimEntries))
        {
            string[] pair = part.Split('=');
            if (pair.Length == 2 && int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out int value))
            {
                bytes = pair[0] switch { "rate" => bytes / DefaultBytesPerSecond * value * BytesPerSample, "channels" => bytes * value, _ => bytes };
            }
        }

        return bytes;
    }

    private SessionScript SendResult(string text, MimiResultKind kind, TimeSpan start, TimeSpan end)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Do($"send a {kind} result", (session, token) => session.SendResultAsync(text, kind, start, end, token));
    }

    private SessionScript Do(string name, Func<ScriptedSession, CancellationToken, Task> step)
    {
        _steps.Add(new(name, step));
        return this;
    }
}
