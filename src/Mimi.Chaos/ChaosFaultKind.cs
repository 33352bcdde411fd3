namespace Mimi.Chaos;

/// <summary>What can go wrong with a connection. Each connection carries one HTTP request, or one WebSocket.</summary>
public enum ChaosFaultKind
{
    /// <summary>The connection is reset (TCP RST) before anything is read: mimi refuses who has too many sessions this way.</summary>
    Refuse,

    /// <summary>TLS is refused: the client's hello is answered with a fatal alert, <c>handshake_failure</c>.</summary>
    RefuseTls,

    /// <summary>The request is read, and never answered.</summary>
    Silence,

    /// <summary>The request is answered with <see cref="ChaosFault.StatusCode"/>, and does not reach the server.</summary>
    Http,

    /// <summary>The connection is reset (TCP RST), on both sides.</summary>
    Reset,

    /// <summary>The connection ends (TCP FIN) without a close frame, on both sides.</summary>
    Drop,

    /// <summary>From now on all bytes vanish in both directions; both connections stay open.</summary>
    HalfOpen,

    /// <summary>Nothing is read any more in <see cref="ChaosFault.Direction"/>, so that who sends has to wait; for <see cref="ChaosFault.Duration"/>, or for good.</summary>
    Stall,

    /// <summary>From now on the client's bytes are read at <see cref="ChaosFault.BytesPerSecond"/>.</summary>
    SlowRead,

    /// <summary>From now on everything takes <see cref="ChaosFault.Duration"/> longer, in <see cref="ChaosFault.Direction"/>.</summary>
    Delay,

    /// <summary>The client is sent a close frame with <see cref="ChaosFault.CloseCode"/>; the server's connection is reset.</summary>
    Close,

    /// <summary>The client is sent a close frame without a code; the server's connection is reset.</summary>
    CloseWithoutCode,

    /// <summary>The client is sent the first half of a frame, and the connection ends.</summary>
    TruncatedFrame,

    /// <summary>The client is sent one more message, whose text is not UTF-8.</summary>
    InvalidUtf8,

    /// <summary>The client is sent one more message, which is not JSON.</summary>
    InvalidJson,

    /// <summary>The client is sent one more message: JSON with members and values that nobody knows.</summary>
    UnknownJson,

    /// <summary>The last message of the server is sent once more; if there is none yet, the next one is sent twice.</summary>
    DuplicateResult,

    /// <summary>The server's next message is held back until the one behind it, or the close, has come.</summary>
    LateResult,

    /// <summary>The server's close is not passed on, nor the end of its connection.</summary>
    NeverClose,
}
