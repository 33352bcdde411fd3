using System.Text.Json;
using Mimi.Client.Recognition;

namespace Mimi.Client.GoogleAsr;

/// <summary>A result of Google's recognizer. Only the text of its entries is known; what else they hold is in <see cref="Response"/>.</summary>
public sealed class GoogleAsrResult : MimiTextResult
{
    /// <summary>Gets the texts of the entries, in order.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Gets what the service answered, as it came.</summary>
    /// <value><see langword="null"/> if the message has none. It is a copy of its own, and stays valid.</value>
    public JsonElement? Response { get; init; }
}
