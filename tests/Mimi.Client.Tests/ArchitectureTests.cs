using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Mimi.Client.Tests;

/// <summary>Dependencies point one way: each folder of the client, and each project, names only what is below it.</summary>
public sealed partial class ArchitectureTests
{
    public static TheoryData<string, string[]> Layers => new()
    {
        { "Errors", [] },
        { "Serialization", [] },
        { "Engines", [] },
        { "Sessions", ["Serialization"] },
        { "Services", ["Engines", "Serialization", "Sessions"] },
        { "Tokens", ["Engines", "Serialization", "Services"] },
        { "Recognition", ["Engines", "Serialization", "Services", "Sessions"] },
        { "Continuous", ["Recognition", "Sessions"] },
        { "Asr", ["Continuous", "Engines", "Recognition", "Serialization", "Services"] },
        { "Air", ["Engines", "Recognition", "Serialization", "Services"] },
        { "Emotion", ["Engines", "Recognition", "Serialization", "Services"] },
        { "GoogleAsr", ["Engines", "Recognition", "Serialization", "Services"] },
        { "Lid", ["Engines", "Recognition", "Serialization", "Services"] },
        { "Srs", ["Engines", "Recognition", "Serialization", "Services"] },
        { "NictTra", ["Engines", "Serialization", "Services"] },
        { "NictTts", ["Engines", "Services", "Sessions"] },
        { "Speakers", ["Engines", "Serialization", "Services"] },
        { "NictAsr", ["Continuous", "Engines", "Recognition", "Serialization", "Services"] },
    };

    public static TheoryData<string, string[]> Projects => new()
    {
        { "Mimi.Audio", [] },
        { "Mimi.Audio.Capture", ["Mimi.Audio"] },
        { "Mimi.Speech", [] },
        { "Mimi.Chaos", [] },
        { "Mimi.Client", ["Mimi.Audio"] },
        { "Mimi.Client.Testing", ["Mimi.Client"] },
        { "Mimi.Captions", ["Mimi.Client"] },
        { "Mimi.Server", ["Mimi.Audio", "Mimi.Chaos", "Mimi.Speech"] },
        { "Mimi.Cli", ["Mimi.Audio", "Mimi.Audio.Capture", "Mimi.Captions", "Mimi.Chaos", "Mimi.Client", "Mimi.Server", "Mimi.Speech"] },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void Folder_NamesOnlyTheLayersBelow(string folder, string[] allowed)
    {
        string[] files = Directory.GetFiles(Path.Combine(SourceRoot(), "Mimi.Client", folder), "*.cs", SearchOption.AllDirectories);
        string[] named = [.. files
            .SelectMany(file => Layer().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Where(layer => layer != folder)
            .Distinct()];

        Assert.NotEmpty(files);
        Assert.Empty(named.Except(allowed));
    }

    [Fact]
    public void Folders_AreAllListed()
    {
        string[] folders = [.. Directory.GetDirectories(Path.Combine(SourceRoot(), "Mimi.Client")).Select(Path.GetFileName).Where(static name => name is not ("bin" or "obj"))!];

        Assert.Equal(Layers.Select(static row => row.Data.Item1).Order(), folders.Order());
    }

    [Fact]
    public void Root_NamesNoLayer() =>
        Assert.All(Directory.GetFiles(Path.Combine(SourceRoot(), "Mimi.Client"), "*.cs"), static file => Assert.DoesNotMatch(Layer(), File.ReadAllText(file)));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_ReferencesOnlyWhatIsBelow(string project, string[] allowed)
    {
        string text = File.ReadAllText(Path.Combine(SourceRoot(), project, project + ".csproj"));

        Assert.Empty(ProjectReference().Matches(text).Select(static match => match.Groups[1].Value).Except(allowed));
    }

    [Fact]
    public void Internals_AreVisibleToTheOwnTestsOnly() =>
        Assert.All(Directory.GetFiles(SourceRoot(), "*.csproj", SearchOption.AllDirectories), static file => Assert.DoesNotContain("InternalsVisibleTo", File.ReadAllText(file), StringComparison.Ordinal));

    private static string SourceRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(here, "../../../src"));

    [GeneratedRegex(@"^using Mimi\.Client\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Layer();

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*?([\w.]+)\.csproj""")]
    private static partial Regex ProjectReference();
}
