using System.Text.Json;
using Mimi.Client.Serialization;

namespace Mimi.Client.Speakers;

/// <summary>A speaker or a group of speakers, as the service describes it. Which fields it has is not published: they are given as they came.</summary>
public sealed class MimiSpeakerResource
{
    /// <summary>Initializes a new instance of the <see cref="MimiSpeakerResource"/> class.</summary>
    /// <param name="json">The description.</param>
    public MimiSpeakerResource(JsonElement json)
    {
        Json = json;
        Id = json.GetTextOrNull("id");
        Name = json.GetStringOrNull("name");
    }

    /// <summary>Gets the field <c>id</c>.</summary>
    /// <value><see langword="null"/> if there is none, or none that is a string or a number.</value>
    public string? Id { get; }

    /// <summary>Gets the field <c>name</c>.</summary>
    /// <value><see langword="null"/> if there is none, or none that is a string.</value>
    public string? Name { get; }

    /// <summary>Gets the whole description as it came. Reading it needs no reflection.</summary>
    public JsonElement Json { get; }
}
