using Mimi.Server.Http;

namespace Mimi.Server.Tests;

public sealed class TextLimitTests
{
    [Fact]
    public void Shorten_FortyCharacters_AreKept() => Assert.Equal(new string('a', 40), TextLimit.Shorten(new string('a', 40)));

    [Fact]
    public void Shorten_More_KeepsForty() => Assert.Equal(new string('a', 40) + "…", TextLimit.Shorten(new string('a', 41)));

    /// <summary>Half of a surrogate pair is no text: it would be sent as U+FFFD.</summary>
    [Fact]
    public void Shorten_NeverCutsASurrogatePair()
    {
        Assert.Equal(new string('a', 39) + "…", TextLimit.Shorten(new string('a', 39) + "𠮷野家"));
        Assert.Equal(new string('a', 38) + "𠮷…", TextLimit.Shorten(new string('a', 38) + "𠮷野家"));
    }
}
