namespace Mimi.Proof.Fuzzing.Client;

/// <summary>How a session must end, by what its server sent.</summary>
internal enum SessionEnd
{
    /// <summary>There was a final result: whatever comes behind it is no failure.</summary>
    Finished,

    /// <summary>The server closed without a final result.</summary>
    ServerClosed,

    /// <summary>The connection was lost.</summary>
    Lost,

    /// <summary>The server broke RFC 6455.</summary>
    Violation,

    /// <summary>A message was binary, too large, no UTF-8 or not the JSON that it should be.</summary>
    NotUnderstood,

    /// <summary>Nothing comes any more, and nothing has ended it.</summary>
    Open,
}
