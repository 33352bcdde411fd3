using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Mimi.Proof.Fuzzing.Client;

/// <summary>What a message must become, found out with the BCL's document reader, which is not what the client reads with.</summary>
/// <param name="IsUnderstood">Whether it is a JSON object; null if it is one that may hold strings that are none.</param>
/// <param name="IsFinal">Whether it says that it is the last.</param>
internal readonly partial record struct ExpectedMessage(bool? IsUnderstood, bool IsFinal)
{
    public static ExpectedMessage Of(ReadOnlyMemory<byte> message)
    {
        if (!Utf8.IsValid(message.Span))
        {
            return new(false, false);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(message);
            return document.RootElement.ValueKind != JsonValueKind.Object
                ? new(false, false)
                : new(HalfPair().IsMatch(document.RootElement.GetRawText()) ? null : true, HasFinalStatus(document.RootElement));
        }
        catch (JsonException)
        {
            return new(false, false);
        }
    }

    /// <summary>The last of several members counts.</summary>
    private static bool HasFinalStatus(JsonElement message)
    {
        bool isFinal = false;
        foreach (JsonProperty member in message.EnumerateObject())
        {
            try
            {
                isFinal = member.NameEquals("status") ? member.Value.ValueKind == JsonValueKind.String && member.Value.ValueEquals(RecognitionMessages.Finished) : isFinal;
            }
            catch (InvalidOperationException)
            {
                // A name with half a surrogate pair is not the one looked for.
            }
        }

        return isFinal;
    }

    [GeneratedRegex(@"\\u[dD][89a-fA-F]")]
    private static partial Regex HalfPair();
}
