using System.Text.Json;
using Mimi.Speech;

namespace Mimi.Server.Scenarios;

/// <summary>What is heard once so much audio has come.</summary>
/// <param name="At">The audio time; <see cref="AtEnd"/> for the end of the audio.</param>
/// <param name="Segment">What is heard. Among raw responses, its index is the cue's number and its text is empty.</param>
/// <param name="Response">The raw response, where there is one.</param>
internal sealed record ScenarioCue(TimeSpan At, SpeechSegment Segment, JsonElement? Response = null)
{
    public static readonly TimeSpan AtEnd = TimeSpan.MaxValue;
}
