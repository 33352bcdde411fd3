namespace Mimi.Client.Services;

/// <summary>Makes one segment of a path of a caller's id, whatever characters it has.</summary>
internal static class PathSegment
{
    /// <exception cref="ArgumentException">The id is empty, or one that would lead to another path: <c>.</c> and <c>..</c>, which no escape protects.</exception>
    public static string Escape(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return id is "." or ".." ? throw new ArgumentException($"'{id}' is not an id.", nameof(id)) : Uri.EscapeDataString(id);
    }
}
