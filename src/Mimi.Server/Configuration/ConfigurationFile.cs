using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mimi.Server.Configuration;

/// <summary>Reads a file that a user wrote, and says of each mistake where it is and what would be right. Values are never repeated: they may be secret.</summary>
/// <param name="source">What to call the file in messages.</param>
/// <param name="documentation">Where the format is described.</param>
internal sealed class ConfigurationFile(string source, string documentation)
{
    private const string ByteOrderMark = "\uFEFF";

    public T Parse<T>(string json, JsonTypeInfo<T> type)
        where T : ConfigurationPart
    {
        try
        {
            T? file = JsonSerializer.Deserialize(json.StartsWith(ByteOrderMark, StringComparison.Ordinal) ? json[1..] : json, type);
            return file is null ? throw Error("$", "it must be an object") : Checked(file, type, "$");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{source} is not right at {e.Path ?? "$"}, line {(e.LineNumber ?? 0) + 1}: see {documentation}.", e);
        }
    }

    /// <summary>Refuses members that mean nothing.</summary>
    public T Checked<T>(T? part, JsonTypeInfo<T> type, string where)
        where T : ConfigurationPart
    {
        if (part is null)
        {
            throw Error(where, "it is null; write an object, or leave it out");
        }

        if (part.Unknown is { Count: > 0 } unknown)
        {
            throw Error(where, $"'{unknown.Keys.First()}' means nothing here; its members are {string.Join(", ", type.Properties.Where(static property => !property.IsExtensionData).Select(static property => property.Name))}");
        }

        return part;
    }

    public InvalidDataException Error(string where, string message) => new($"{source}, {where}: {message}. See {documentation}.");
}
