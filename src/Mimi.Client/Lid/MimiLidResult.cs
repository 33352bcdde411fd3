using Mimi.Client.Recognition;

namespace Mimi.Client.Lid;

/// <summary>A result of language identification. A session gives temporary ones as one speaks.</summary>
public sealed class MimiLidResult : MimiRawResult;
