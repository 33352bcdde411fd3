using System.Diagnostics.CodeAnalysis;

namespace Mimi.Speech.Models;

/// <summary>Which model recognizes which language.</summary>
/// <remarks>
/// A language is looked up as it is, then without its region, so that <c>en-US</c> finds <c>en</c>. Chinese is the exception: another region
/// is another script or another language, so <c>zh-TW</c> is found only where it is configured.
/// </remarks>
internal sealed class ModelCatalog(IReadOnlyDictionary<string, ModelDescription> models, int? threads)
{
    public int? Threads => threads;

    public IEnumerable<string> Languages => models.Keys.Order(StringComparer.Ordinal);

    /// <summary>English through Moonshine, and nothing else.</summary>
    public static Dictionary<string, ModelDescription> Defaults(MoonshineSize english) =>
        new(StringComparer.OrdinalIgnoreCase) { ["en"] = new ModelDescription.BuiltIn(english) };

    public bool TryFind(string language, [NotNullWhen(true)] out ModelDescription? model)
    {
        string name = language.Replace('_', '-');
        if (models.TryGetValue(name, out model))
        {
            return true;
        }

        int dash = name.IndexOf('-', StringComparison.Ordinal);
        return dash > 0
            && !name.StartsWith("zh-", StringComparison.OrdinalIgnoreCase)
            && models.TryGetValue(name[..dash], out model);
    }
}
