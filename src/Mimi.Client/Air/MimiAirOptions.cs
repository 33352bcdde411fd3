using Mimi.Client.Recognition;

namespace Mimi.Client.Air;

/// <summary>What the recognition of acoustic events is told.</summary>
public sealed record MimiAirOptions : MimiRecognitionOptions;
