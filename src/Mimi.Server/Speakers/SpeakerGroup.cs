namespace Mimi.Server.Speakers;

/// <summary>Speakers among whom one is looked for.</summary>
internal sealed record SpeakerGroup(string Id, string Name, string Description)
{
    public HashSet<string> Speakers { get; } = new(StringComparer.Ordinal);
}
