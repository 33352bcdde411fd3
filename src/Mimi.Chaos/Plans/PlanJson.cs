using System.Text.Json;

namespace Mimi.Chaos.Plans;

/// <summary>A plan in JSON: <c>{"seed":1,"rate":0.3,"faults":["reset",{"fault":"close:4003","at":"2messages","connection":1}]}</c>.</summary>
internal static class PlanJson
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static ChaosPlan Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Lenient);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The plan of faults is no JSON at line {(e.LineNumber ?? 0) + 1}.", e);
        }
    }

    private static ChaosPlan Read(JsonElement plan)
    {
        int? seed = null;
        double? rate = null;
        List<ChaosFault> faults = [];
        foreach (JsonProperty member in plan.EnumerateObject())
        {
            switch (member.Name)
            {
                case "seed":
                    seed = member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out int number) ? number : throw new FormatException("'seed' must be a whole number, such as 1.");
                    break;
                case "rate":
                    rate = member.Value.ValueKind == JsonValueKind.Number ? member.Value.GetDouble() : throw new FormatException("'rate' must be a number from 0 to 1, such as 0.3.");
                    break;
                case "faults" when member.Value.ValueKind == JsonValueKind.Array:
                    faults.AddRange(member.Value.EnumerateArray().Select(ReadFault));
                    break;
                case "faults":
                    throw new FormatException("'faults' must be a list, such as [\"reset@32000bytes\"].");
                default:
                    throw new FormatException($"'{member.Name}' means nothing in a plan of faults; its members are seed, rate and faults.");
            }
        }

        return PlanText.Create(seed, rate, faults);
    }

    private static ChaosFault ReadFault(JsonElement fault) => fault.ValueKind switch
    {
        JsonValueKind.String => FaultText.Parse(fault.GetString()!),
        JsonValueKind.Object => ReadParts(fault),
        _ => throw new FormatException("A fault must be a string, such as \"reset@32000bytes\", or an object with the member 'fault'."),
    };

    /// <summary>The parts of the short form, one by one.</summary>
    private static ChaosFault ReadParts(JsonElement fault)
    {
        (string? name, string? place, string? connection) = (null, null, null);
        foreach (JsonProperty member in fault.EnumerateObject())
        {
            switch (member.Name)
            {
                case "fault" when member.Value.ValueKind == JsonValueKind.String:
                    name = member.Value.GetString();
                    break;
                case "at" when member.Value.ValueKind == JsonValueKind.String:
                    place = "@" + member.Value.GetString();
                    break;
                case "connection" when member.Value.ValueKind == JsonValueKind.Number:
                    connection = "#" + member.Value.GetRawText();
                    break;
                default:
                    throw new FormatException($"'{member.Name}' is not right in a fault; it has fault (\"close:4003\"), at (\"2messages\") and connection (1).");
            }
        }

        return name is null ? throw new FormatException("A fault has no member 'fault', such as \"close:4003\".") : FaultText.Parse(name + place + connection);
    }
}
