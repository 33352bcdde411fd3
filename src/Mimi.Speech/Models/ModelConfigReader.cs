using System.Text.Json;

namespace Mimi.Speech.Models;

/// <summary>Reads the configuration file, and says of each mistake what would be right.</summary>
internal sealed class ModelConfigReader
{
    private static readonly string[] FileFields = ["threads", "languages"];
    private static readonly string[] EntryFields =
        ["use", "builtIn", "family", "folder", "language", "threads", "tokens", .. ModelFamily.All.Values.SelectMany(static family => family.Files).Distinct()];

    private readonly string _path;
    private readonly MoonshineSize _english;

    private ModelConfigReader(string path, MoonshineSize english)
    {
        _path = Path.GetFullPath(path);
        _english = english;
    }

    /// <exception cref="SpeechUnavailableException">The file is missing or wrong.</exception>
    public static ModelCatalog Read(string path, MoonshineSize english) => new ModelConfigReader(path, english).Read();

    private ModelCatalog Read()
    {
        ModelConfig config = Parse();
        Check(config.Unknown, FileFields, "the file");
        CheckThreads(config.Threads, "the file");
        Dictionary<string, ModelEntry> entries = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, ModelDescription> models = ModelCatalog.Defaults(_english);
        foreach ((string language, ModelEntry entry) in config.Languages ?? [])
        {
            if (entry is null)
            {
                throw Error($"language '{language}' is null; give it an object, or leave it out");
            }

            if (!entries.TryAdd(language, entry))
            {
                throw Error($"language '{language}' is there twice, in other letters; case makes no difference");
            }

            Check(entry.Unknown, EntryFields, $"language '{language}'");
            if (entry.Use is null)
            {
                models[language] = Describe(language, entry);
            }
        }

        foreach ((string language, ModelEntry entry) in entries.Where(static pair => pair.Value.Use is not null))
        {
            models[language] = models.TryGetValue(entry.Use!, out ModelDescription? shared) && !(entries.TryGetValue(entry.Use!, out ModelEntry? other) && other.Use is not null)
                ? shared
                : throw Error($"language '{language}' uses '{entry.Use}', which has no model of its own; those with one are {string.Join(", ", models.Keys)}");
        }

        return new ModelCatalog(models, config.Threads);
    }

    private ModelConfig Parse()
    {
        try
        {
            // As text: editors on Windows begin it with a byte order mark, which is no JSON.
            return JsonSerializer.Deserialize(File.ReadAllText(_path), ModelConfigJson.Default.ModelConfig) ?? new ModelConfig();
        }
        catch (JsonException e)
        {
            throw new SpeechUnavailableException($"{_path} is not right at {e.Path ?? "$"}, line {e.LineNumber + 1}: it must be a JSON object as docs/local-models.md shows.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SpeechUnavailableException($"The configuration of local models, {_path}, cannot be read: {e.Message}", e);
        }
    }

    private ModelDescription Describe(string language, ModelEntry entry)
    {
        CheckThreads(entry.Threads, $"language '{language}'");
        if (entry.BuiltIn is { } builtIn)
        {
            return DescribeBuiltIn(language, entry, builtIn);
        }

        if (entry.Family is null || !ModelFamily.All.TryGetValue(entry.Family, out ModelFamily? family))
        {
            throw Error($"language '{language}' has {(entry.Family is null ? "no family" : $"the unknown family '{entry.Family}'")}; families are {string.Join(", ", ModelFamily.All.Keys.Order(StringComparer.Ordinal))}");
        }

        if (entry.Files.FirstOrDefault(file => file.File is not null && !family.Files.Contains(file.Name)) is { Name: not null } foreign)
        {
            throw Error($"language '{language}' names '{foreign.Name}', which a {family.Name} model does not have; it has {string.Join(", ", family.Files)}, tokens");
        }

        var files = new ModelFiles(Path.Combine(Path.GetDirectoryName(_path)!, entry.Folder ?? ""), message => Error($"language '{language}': {message}"));
        var named = entry.Files.ToDictionary(static file => file.Name, static file => file.File);
        return new ModelDescription.UserFolder(
            language,
            family,
            family.Files.ToDictionary(static name => name, name => files.Model(name, named[name])),
            files.Tokens(entry.Tokens),
            entry.Language ?? language.Split('-')[0],
            entry.Threads ?? 1);
    }

    private ModelDescription.BuiltIn DescribeBuiltIn(string language, ModelEntry entry, string builtIn)
    {
        if (!language.Equals("en", StringComparison.OrdinalIgnoreCase) && !language.StartsWith("en-", StringComparison.OrdinalIgnoreCase))
        {
            throw Error($"language '{language}' asks for the built-in model, which knows English only; give it a family and a folder");
        }

        if (entry.Family is not null || entry.Folder is not null || entry.Tokens is not null || entry.Threads is not null || entry.Files.Any(static file => file.File is not null))
        {
            throw Error($"language '{language}' has a built-in model and further fields; give one or the other");
        }

        return Enum.TryParse(builtIn, ignoreCase: true, out MoonshineSize size) && Enum.IsDefined(size) && !char.IsAsciiDigit(builtIn[0])
            ? new ModelDescription.BuiltIn(size)
            : throw Error($"language '{language}' has the unknown built-in model '{builtIn}'; there are tiny and base");
    }

    private void Check(Dictionary<string, JsonElement>? unknown, string[] known, string where)
    {
        if (unknown is { Count: > 0 })
        {
            throw Error($"{where} has the unknown field '{unknown.Keys.First()}'; fields are {string.Join(", ", known)}");
        }
    }

    private void CheckThreads(int? threads, string where)
    {
        if (threads is < 1 or > 256)
        {
            throw Error($"{where} has threads {threads}; it must be 1 to 256");
        }
    }

    private SpeechUnavailableException Error(string message) => new($"{_path}: {message}.");
}
