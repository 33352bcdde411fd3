namespace Mimi.Speech.Voices;

/// <summary>Finds programs as a shell does, and never in the folder that somebody happens to be in.</summary>
internal static class ProgramSearch
{
    /// <param name="name">A name to find on the <c>PATH</c>, or a full path.</param>
    /// <returns>The full path, or <see langword="null"/> if there is none.</returns>
    public static string? Find(string name)
    {
        string file = OperatingSystem.IsWindows() && !Path.HasExtension(name) ? name + ".exe" : name;
        if (Path.IsPathFullyQualified(file))
        {
            return File.Exists(file) ? file : null;
        }

        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }
}
