using Mimi.Speech.Packages;

namespace Mimi.Speech.Tests.Packages;

public sealed class CacheFolderTests
{
    [Fact]
    public void For_XdgSet_IsInIt() => Assert.Equal(Path.Combine("/キャッシュ", "mimi"), For(("XDG_CACHE_HOME", "/キャッシュ"), ("HOME", "/home/a")));

    [Theory]
    [InlineData("")]
    [InlineData("relative")]
    public void For_XdgNotAbsolute_IsInHome(string xdg) => Assert.Equal(Path.Combine("/home/a", ".cache", "mimi"), For(("XDG_CACHE_HOME", xdg), ("HOME", "/home/a")));

    [Fact]
    public void For_NothingSet_SaysWhatToSet() =>
        Assert.Contains("XDG_CACHE_HOME or HOME", Assert.Throws<SpeechUnavailableException>(() => For()).Message, StringComparison.Ordinal);

    private static string For(params (string Name, string Value)[] variables) =>
        CacheFolder.For(isWindows: false, name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
