namespace Mimi.Server.Speakers;

/// <summary>A speaker, as the caller describes them.</summary>
internal sealed record Speaker(string Id, string Name, int Lang, int Sex, int Age);
