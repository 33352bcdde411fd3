using System.Text.Json;
using Mimi.Speech;
using Mimi.Wire;

namespace Mimi.Server.Recognition.Replies;

/// <summary>Writes for mimi ASR: each message holds the whole hypothesis so far (https://mimi.readme.io/reference/mimi-asr).</summary>
internal sealed class AsrReply(Guid sessionId, string language, bool interim) : RecognitionReply(RecognitionWire.AsrType, sessionId, language)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(320);

    private IEnumerable<SpeechSegment> _entries = [];
    private bool _said;

    public override TimeSpan? TemporaryInterval => interim ? Interval : null;

    protected override bool Accept(SpeechSegment segment, bool ending)
    {
        Transcript.Apply(segment);
        _entries = Transcript.Hypothesis;
        bool hadSaid = _said;
        _said = _entries.Any();
        return interim && (_said || hadSaid); // Taking something back is news, too.
    }

    protected override void End() => _entries = Transcript.Finals;

    protected override void WriteResponse(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (SpeechSegment entry in _entries)
        {
            json.WriteStartObject();
            json.WriteString("result"u8, entry.Text);
            json.WriteString("pronunciation"u8, Writing.Pronunciation(entry.Text));
            json.WriteStartArray("time"u8);
            json.WriteNumberValue(Milliseconds(entry.Start));
            json.WriteNumberValue(Milliseconds(entry.End));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
