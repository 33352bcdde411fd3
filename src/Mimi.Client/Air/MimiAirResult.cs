using Mimi.Client.Recognition;

namespace Mimi.Client.Air;

/// <summary>A result of the recognition of acoustic events.</summary>
public sealed class MimiAirResult : MimiRawResult;
