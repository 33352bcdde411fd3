using System.Text.Json;
using Mimi.Server.Recognition.Replies;
using Mimi.Speech;

namespace Mimi.Server.Scenarios;

/// <summary>Writes the raw responses of a scenario into the envelope that all audio services share.</summary>
internal sealed class ScenarioReply(Guid sessionId, string language, ScenarioPerformance performance, bool interim) : RecognitionReply("", sessionId, language)
{
    private int _cue;

    /// <summary>Gets an interval of no meaning: the scenario says when.</summary>
    public override TimeSpan? TemporaryInterval => interim ? TimeSpan.FromMilliseconds(1) : null;

    /// <summary>Gets the entry that answers: chosen before the first segment came.</summary>
    private ScenarioEntry Entry => performance.Chosen!;

    protected override string Type => Entry.Type;

    protected override bool Accept(SpeechSegment segment, bool ending)
    {
        _cue = segment.Index;
        return !segment.IsFinal;
    }

    protected override void WriteResponse(Utf8JsonWriter json) => Entry.Cues[_cue].Response!.Value.WriteTo(json);
}
