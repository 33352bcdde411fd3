namespace Mimi.Speech.Packages;

/// <summary>Where packages are kept when nobody says otherwise.</summary>
internal static class CacheFolder
{
    public static string Default => For(OperatingSystem.IsWindows(), Environment.GetEnvironmentVariable);

    /// <remarks>An XDG folder that is not absolute counts as unset (XDG Base Directory Specification 0.8, "Basics").</remarks>
    internal static string For(bool isWindows, Func<string, string?> variable)
    {
        string? cache = isWindows ? variable("LOCALAPPDATA") : variable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache) || !Path.IsPathRooted(cache))
        {
            string? home = variable(isWindows ? "USERPROFILE" : "HOME");
            cache = string.IsNullOrEmpty(home)
                ? throw new SpeechUnavailableException($"There is no folder for models: set {(isWindows ? "LOCALAPPDATA" : "XDG_CACHE_HOME or HOME")}.")
                : Path.Combine(home, isWindows ? Path.Combine("AppData", "Local") : ".cache");
        }

        return Path.Combine(cache, "mimi");
    }
}
