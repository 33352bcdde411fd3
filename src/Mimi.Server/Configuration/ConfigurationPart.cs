using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mimi.Server.Configuration;

/// <summary>An object of a file that a user writes. It keeps the members that mean nothing, so that they can be named.</summary>
internal abstract class ConfigurationPart
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
