using Mimi.Client.Recognition;

namespace Mimi.Client.Srs;

/// <summary>A result of speaker identification.</summary>
public sealed class MimiSrsResult : MimiRawResult;
