using Mimi.Speech;

namespace Mimi.Server.Tests.Support;

/// <summary>A segment and the audio time at which the recognizer gives it away.</summary>
internal sealed record ScriptedSegment(TimeSpan At, SpeechSegment Segment)
{
    public static ScriptedSegment Temporary(int atMilliseconds, int index, string text, int start, int end) =>
        new(TimeSpan.FromMilliseconds(atMilliseconds), new(index, false, text, TimeSpan.FromMilliseconds(start), TimeSpan.FromMilliseconds(end)));

    public static ScriptedSegment Final(int atMilliseconds, int index, string text, int start, int end) =>
        new(TimeSpan.FromMilliseconds(atMilliseconds), new(index, true, text, TimeSpan.FromMilliseconds(start), TimeSpan.FromMilliseconds(end)));
}
