namespace Mimi.Captions.Timing;

/// <summary>A caption with the time in which it was spoken, which is not yet the time for which it stands.</summary>
internal sealed record SpokenCaption(TimeSpan Start, TimeSpan End, IReadOnlyList<string> Lines, string Text, int Cells);
