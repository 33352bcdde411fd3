using Mimi.Wire;

namespace Mimi.Client.Recognition;

/// <summary>A status as the service words it. Other words than the known ones are kept as they are.</summary>
/// <param name="Value">The service's word.</param>
public readonly record struct MimiRecognitionStatus(string? Value)
{
    /// <summary>Gets the status of results before the last one: <c>recog-in-progress</c>.</summary>
    public static MimiRecognitionStatus InProgress { get; } = new(RecognitionWire.InProgress);

    /// <summary>Gets the status of the last result: <c>recog-finished</c>.</summary>
    public static MimiRecognitionStatus Finished { get; } = new(RecognitionWire.Finished);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    /// <summary>What the status alone says of a result: before the last one, everything may still change.</summary>
    internal MimiResultKind ToKind() =>
        this == Finished ? MimiResultKind.Final
        : this == InProgress ? MimiResultKind.Temporary
        : MimiResultKind.Unknown;
}
