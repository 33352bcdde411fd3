namespace Mimi.Speech.Voices.OpenJTalk;

/// <summary>Reads what Open JTalk says on its standard error stream, and keeps only what it is about.</summary>
internal static class OpenJTalkErrors
{
    public static async Task<OpenJTalkComplaint> ReadAsync(TextReader errors)
    {
        var complaint = OpenJTalkComplaint.None;
        while (await errors.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            complaint = line switch
            {
                "Error: waveform cannot be synthesized." => OpenJTalkComplaint.NothingToSay,
                "Error: Dictionary or HTS voice cannot be loaded." => OpenJTalkComplaint.CannotLoad,
                _ => complaint, // Warnings, above all.
            };
        }

        return complaint;
    }
}
