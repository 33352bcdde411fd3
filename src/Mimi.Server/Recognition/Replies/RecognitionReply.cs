using System.Buffers;
using System.Text.Json;
using Mimi.Server.Http;
using Mimi.Speech;
using Mimi.Wire;

namespace Mimi.Server.Recognition.Replies;

/// <summary>Turns recognized segments into the messages of one service. Exactly the keys that mimi sends: its Kotlin client refuses any other.</summary>
internal abstract class RecognitionReply(string type, Guid sessionId, string language) : IDisposable
{
    private readonly ArrayBufferWriter<byte> _message = new(512);
    private readonly Utf8JsonWriter _json = new(Stream.Null, JsonReply.WriterOptions);

    public Guid SessionId { get; } = sessionId;

    /// <summary>Gets how often open segments should be reported; null if they are not sent.</summary>
    public virtual TimeSpan? TemporaryInterval => null;

    /// <summary>Gets what the messages call themselves.</summary>
    protected virtual string Type => type;

    protected Transcript Transcript { get; } = new();

    protected Writing Writing { get; } = new(language);

    /// <summary>Takes a segment.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="ending">Whether the caller has said that no more audio follows.</param>
    /// <returns>A message, valid until the next call, or an empty one if there is nothing to say.</returns>
    public ReadOnlyMemory<byte> Update(SpeechSegment segment, bool ending)
    {
        bool speaks = Accept(segment, ending);
        return speaks ? Write(RecognitionWire.InProgress) : default;
    }

    /// <summary>Writes the last message, valid until the next call.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        End();
        return Write(RecognitionWire.Finished);
    }

    public void Dispose() => _json.Dispose();

    protected static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;

    /// <summary>Takes a segment, and says whether there is a message to write.</summary>
    protected virtual bool Accept(SpeechSegment segment, bool ending)
    {
        Transcript.Apply(segment);
        return false;
    }

    /// <summary>No more segments follow.</summary>
    protected virtual void End()
    {
    }

    /// <summary>Writes the response: an array in recognition, anything elsewhere.</summary>
    protected abstract void WriteResponse(Utf8JsonWriter json);

    private ReadOnlyMemory<byte> Write(string status)
    {
        _message.ResetWrittenCount();
        _json.Reset(_message);
        _json.WriteStartObject();
        _json.WriteString("type"u8, Type);
        _json.WriteString("session_id"u8, SessionId);
        _json.WriteString("status"u8, status);
        _json.WritePropertyName("response"u8);
        WriteResponse(_json);
        _json.WriteEndObject();
        _json.Flush();
        return _message.WrittenMemory;
    }
}
