using Mimi.Speech.Models;

namespace Mimi.Speech.Tests.Models;

public sealed class ModelCatalogTests
{
    private static readonly ModelCatalog Catalog = new(
        new Dictionary<string, ModelDescription>(StringComparer.OrdinalIgnoreCase)
        {
            ["en"] = new ModelDescription.BuiltIn(MoonshineSize.Tiny),
            ["en-GB"] = new ModelDescription.BuiltIn(MoonshineSize.Base),
            ["zh"] = new ModelDescription.BuiltIn(MoonshineSize.Tiny),
        },
        threads: null);

    [Theory]
    [InlineData("en", MoonshineSize.Tiny)]
    [InlineData("EN", MoonshineSize.Tiny)]
    [InlineData("en-US", MoonshineSize.Tiny)]
    [InlineData("en_US", MoonshineSize.Tiny)]
    [InlineData("en-GB", MoonshineSize.Base)]
    [InlineData("zh", MoonshineSize.Tiny)]
    public void TryFind_Language_FindsTheNearest(string language, MoonshineSize size)
    {
        Assert.True(Catalog.TryFind(language, out ModelDescription? model));
        Assert.Equal(new ModelDescription.BuiltIn(size), model);
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("zh-TW")]
    [InlineData("eng")]
    [InlineData("")]
    public void TryFind_OtherLanguage_FindsNone(string language) => Assert.False(Catalog.TryFind(language, out _));
}
