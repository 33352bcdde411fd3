namespace Mimi.Speech.Voices.OpenJTalk;

/// <summary>Why Open JTalk spoke nothing.</summary>
internal enum OpenJTalkComplaint
{
    None,

    /// <summary>The line has no sound: symbols only, or characters that the dictionary does not know.</summary>
    NothingToSay,

    CannotLoad,
}
