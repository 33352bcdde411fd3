namespace Mimi.Audio.Ffmpeg;

/// <summary>Reads what a program complains of, and keeps its last line: bounded, and fit to be shown.</summary>
internal static class ErrorTail
{
    private const int MaxCharacters = 300;
    private const int MaxKept = 4_096;

    public static async Task<string> ReadAsync(TextReader errors)
    {
        char[] buffer = new char[1_024];
        string kept = string.Empty;
        int read;
        while ((read = await errors.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            kept += new string(buffer, 0, read);
            kept = kept.Length > MaxKept ? kept[^MaxKept..] : kept;
        }

        string last = kept.Split('\n').LastOrDefault(static line => !string.IsNullOrWhiteSpace(line)) ?? string.Empty;
        string shown = string.Concat(last.Where(static character => !char.IsControl(character))).Trim();
        return shown.Length <= MaxCharacters ? shown : shown[..MaxCharacters];
    }
}
