namespace Mimi.Cli.Output;

internal enum RecognizedKind
{
    /// <summary>It may change.</summary>
    Temporary,

    /// <summary>It will not change, and more of the utterance follows.</summary>
    Partial,

    /// <summary>It will not change, and its utterance is over.</summary>
    Final,
}
