using System.Text;
using Mimi.Speech.Packages;
using Mimi.Speech.Tests.Support;

namespace Mimi.Speech.Tests.Packages;

public sealed class LlamaTokensTests(TinyModel model)
{
    [Theory]
    [InlineData("▁country", " country")]
    [InlineData("é", "é")]
    [InlineData("日", "日")]
    [InlineData("▁▁", "  ")]
    [InlineData("<s>", "<s>")]
    [InlineData("<0xZZ>", "<0xZZ>")]
    public void Spoken_Token_IsItsText(string token, string text) => Assert.Equal(Encoding.UTF8.GetBytes(text), LlamaTokens.Spoken(token));

    [Fact]
    public void Spoken_ByteTokens_MakeACharacterTogether() =>
        Assert.Equal("声", Encoding.UTF8.GetString([.. LlamaTokens.Spoken("<0xE5>"), .. LlamaTokens.Spoken("<0xA3>"), .. LlamaTokens.Spoken("<0xB0>")]));

    [Fact]
    public async Task WriteTokens_RealVocabulary_HasEveryNumberOnce()
    {
        _ = model;
        string[] lines = await File.ReadAllLinesAsync((await TinyModel.FilesAsync()).Tokens, TestContext.Current.CancellationToken);

        Assert.Equal(32_768, lines.Length);
        Assert.All(lines.Index(), line => Assert.EndsWith($" {line.Index}", line.Item, StringComparison.Ordinal));
        Assert.Equal($"{Convert.ToBase64String(" the"u8)} 278", lines[278]); // Llama's vocabulary: "▁the" is 278.
        Assert.Equal($"{Convert.ToBase64String([0xE3])} 230", lines[230]); // "<0xE3>" is 227 + 3.
    }

    [Fact]
    public void ReadTokens_VocabularyMissing_Says() =>
        Assert.Contains("no vocabulary", Assert.Throws<InvalidDataException>(() => LlamaTokens.ReadTokens("const x = 1;")).Message, StringComparison.Ordinal);

    [Fact]
    public void ReadTokens_VocabularyTooShort_SaysHowMany()
    {
        string source = $"const llama_vocab_base64 = \"{Convert.ToBase64String("a\nb"u8)}\"";

        Assert.Contains("2 tokens instead of 32000", Assert.Throws<InvalidDataException>(() => LlamaTokens.ReadTokens(source)).Message, StringComparison.Ordinal);
    }
}
