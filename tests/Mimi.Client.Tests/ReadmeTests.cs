using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Mimi.Client.Tests;

/// <summary>What a newcomer pastes first is a program that the build compiles.</summary>
public sealed partial class ReadmeTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("README.ja.md")]
    public void FirstSnippet_IsTheSampleQuickstart(string page)
    {
        string sample = Read("samples/Quickstart/Program.cs");
        string snippet = Snippet().Match(Read(page)).Groups[1].Value;

        Assert.Equal(CodeOf(sample), CodeOf(snippet));
    }

    /// <summary>The comments of the pages are in their own languages.</summary>
    private static string CodeOf(string program) => Comment().Replace(program, "").Trim();

    private static string Read(string path, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(here, "../../..", path)).ReplaceLineEndings("\n");

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@" *// .*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
