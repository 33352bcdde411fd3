using System.Text.Json;

namespace Mimi.Client.Recognition;

/// <summary>A result of a service whose <c>response</c> has no published fields: it is given as it came, and nothing is guessed.</summary>
public abstract class MimiRawResult : MimiRecognitionResult
{
    private protected MimiRawResult()
    {
    }

    /// <summary>Gets what the service answered, as it came: an object, an array or anything else that JSON has.</summary>
    /// <value><see langword="null"/> if the message has none. It is a copy of its own, and stays valid. Reading it needs no reflection, so it is safe in trimmed and native programs; <see cref="JsonElement.GetRawText"/> gives the text.</value>
    public JsonElement? Response { get; init; }
}
