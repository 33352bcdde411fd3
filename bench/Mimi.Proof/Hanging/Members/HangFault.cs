namespace Mimi.Proof.Hanging.Members;

/// <summary>What the server does while a member is called.</summary>
internal enum HangFault
{
    /// <summary>The connection is refused.</summary>
    Refused,

    /// <summary>The request is read and never answered.</summary>
    SlowHandshake,

    /// <summary>The answer is not HTTP.</summary>
    Garbage,

    /// <summary>The connection ends in the middle.</summary>
    Drop,

    /// <summary>Everything is read, and nothing comes any more.</summary>
    HalfOpen,

    /// <summary>Nothing is read any more, and nothing comes.</summary>
    Stall,

    /// <summary>The final result comes, or half an answer, and no end.</summary>
    NeverClosing,

    /// <summary>The server is well, and the token never comes.</summary>
    NoToken,
}
