namespace Mimi.Client;

/// <summary>A socket that reads more than it was asked for, and can say so. For whoever receives from it, and between two receives.</summary>
internal interface IReadAhead
{
    /// <summary>Gets whether a whole frame was read already, so that the next receive hardly has to wait.</summary>
    bool HasFrame { get; }
}
