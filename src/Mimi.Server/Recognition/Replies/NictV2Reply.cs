using System.Text.Json;
using Mimi.Speech;
using Mimi.Wire;

namespace Mimi.Server.Recognition.Replies;

/// <summary>Writes for NICT's recogniser, second format: temporary pieces that may change, partial ones that will not, and a final one with the rest.</summary>
internal sealed class NictV2Reply(Guid sessionId, string language, NictAsrOptions options) : RecognitionReply(RecognitionWire.NictV2Type, sessionId, language)
{
    private SpeechSegment[] _piece = [];
    private bool _determined;
    private bool _temporaryStands;

    public override TimeSpan? TemporaryInterval => options.Temporary ? options.TemporaryInterval : null;

    protected override bool Accept(SpeechSegment segment, bool ending)
    {
        // After the end was announced, the last piece is kept for the final message: what came before it is no longer the last.
        bool held = options.Progressive && ending && Deliver();
        Transcript.Apply(segment);
        return held || (segment.IsFinal ? options.Progressive && !ending && Deliver() : options.Temporary && Show());
    }

    protected override void End()
    {
        _piece = [.. Transcript.Undelivered];
        _determined = true;
    }

    protected override void WriteResponse(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        string text = Writing.Join(_piece.Select(segment => segment.Text));
        json.WriteStartObject();
        json.WriteString("result"u8, text);
        json.WriteStartArray("words"u8);
        foreach (string word in Writing.Words(text))
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
        json.WriteBoolean("determined"u8, _determined);
        json.WriteNumber("time"u8, Milliseconds(_piece.Length > 0 ? _piece[0].Start : Transcript.DeliveredEnd));
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private bool Deliver()
    {
        _piece = [.. Transcript.Undelivered];
        _determined = true;
        _temporaryStands = false;
        Transcript.MarkDelivered();
        return _piece.Length > 0;
    }

    private bool Show()
    {
        _piece = [.. Transcript.UndeliveredHypothesis];
        _determined = false;
        bool stood = _temporaryStands;
        _temporaryStands = _piece.Length > 0;
        return _temporaryStands || stood; // Taking something back is news, too.
    }
}
