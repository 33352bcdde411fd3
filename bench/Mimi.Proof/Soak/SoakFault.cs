namespace Mimi.Proof.Soak;

/// <summary>What the server itself does wrong on a connection. What goes wrong on the way is the proxy's.</summary>
internal enum SoakFault
{
    None,

    /// <summary>The end marker is never answered.</summary>
    NeverFinal,

    /// <summary>The final result takes 12 seconds.</summary>
    SlowFinal,

    /// <summary>The connection ends behind the final result, without a close.</summary>
    FinalThenDrop,

    /// <summary>The connection stays open behind the final result, without a close.</summary>
    FinalWithoutClose,

    /// <summary>Everything is said twice.</summary>
    Twice,

    /// <summary>More results come behind the final one.</summary>
    LateResult,
}
