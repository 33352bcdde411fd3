namespace Mimi.Cli.Output;

internal enum RecognizedKind
{
    /// <summary>It may change.</summary>
    Temporary,

    /// <summary>It will not change, and more follows.</summary>
    Partial,

    /// <summary>It will not change, and nothing follows.</summary>
    Final,
}
