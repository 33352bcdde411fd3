using System.Text;
using Mimi.Speech.Models;

namespace Mimi.Speech.Tests.Models;

public sealed class ModelConfigReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mimi-モデル-").FullName;

    public static TheoryData<string, string> Mistakes => new()
    {
        { """{ "langauges": {} }""", "unknown field 'langauges'; fields are threads, languages" },
        { """{ "threads": 0 }""", "threads 0; it must be 1 to 256" },
        { """{ "languages": { "ja": { "famly": "whisper" } } }""", "language 'ja' has the unknown field 'famly'; fields are use, builtIn, family, folder" },
        { """{ "languages": { "ja": { "family": "vosk" } } }""", "unknown family 'vosk'; families are moonshine, moonshine-v1, nemo-ctc" },
        { """{ "languages": { "ja": {} } }""", "language 'ja' has no family" },
        { """{ "languages": { "ja": null } }""", "language 'ja' is null" },
        { """{ "languages": { "ja": { "builtIn": "tiny" } } }""", "knows English only" },
        { """{ "languages": { "en": { "builtIn": "huge" } } }""", "there are tiny and base" },
        { """{ "languages": { "en": { "builtIn": "1" } } }""", "there are tiny and base" },
        { """{ "languages": { "en": { "builtIn": "base", "folder": "x" } } }""", "one or the other" },
        { """{ "languages": { "en-GB": { "use": "fr" } } }""", "uses 'fr', which has no model of its own" },
        { """{ "languages": { "a": { "use": "b" }, "b": { "use": "a" } } }""", "no model of its own" },
        { """{ "languages": { "ja": { "family": "sense-voice", "folder": "無い" } } }""", "there is nothing in" },
        { """{ "languages": { "ja": { "family": "sense-voice", "folder": "声", "model": "no.onnx" } } }""", "the folder has model.onnx, not-a-model.onnx, tokens.txt" },
        { """{ "languages": { "ja": { "family": "sense-voice", "folder": "声", "joiner": "model.onnx" } } }""", "names 'joiner', which a sense-voice model does not have; it has model, tokens" },
        { """{ "languages": { "ja": { "family": "sense-voice", "folder": "声", "model": "not-a-model.onnx" } } }""", "is not an ONNX model" },
        { """{ "languages": { "ja": { "family": "sense-voice", "folder": "声", "tokens": "not-a-model.onnx" } } }""", "must have a token and its number" },
        { """{ "languages": { "ja": { "family": "sense-voice", "folder": "声", "threads": 300 } } }""", "threads 300" },
        { """{ "languages": { "en": { "builtIn": "tiny" }, "EN": { "builtIn": "base" } } }""", "is there twice" },
        { """{ "languages": 5 }""", "is not right at $.languages" },
        { "nonsense", "is not right at $, line 1" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Read_Mistake_SaysWhatWouldBeRight(string json, string part)
    {
        MakeFolder();

        var error = Assert.Throws<SpeechUnavailableException>(() => Read(json));

        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_folder, "設定.json"), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.onnx", "the model")]
    [InlineData("tokens.txt", "the tokens")]
    public void Read_FileThatCannotBeRead_NamesIt(string file, string part)
    {
        MakeFolder();
        string path = Path.Combine(_folder, "声", file);
        using FileStream kept = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var error = Assert.Throws<SpeechUnavailableException>(() => Read("""{ "languages": { "ja": { "family": "sense-voice", "folder": "声" } } }"""));

        Assert.Contains($"language 'ja': {part} {path} cannot be read: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FileMissing_NamesIt() =>
        Assert.Contains("無い.json", Assert.Throws<SpeechUnavailableException>(() => ModelConfigReader.Read(Path.Combine(_folder, "無い.json"), MoonshineSize.Tiny)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_Folder_ResolvesAgainstTheFile()
    {
        MakeFolder();

        ModelCatalog catalog = Read("""
            {
              "threads": 3, // For all of them.
              "languages": { "ja": { "family": "Sense-Voice", "folder": "声", "threads": 2 }, "ja-JP-osaka": { "use": "ja" } },
            }
            """);

        Assert.True(catalog.TryFind("ja", out ModelDescription? found));
        var model = Assert.IsType<ModelDescription.UserFolder>(found);
        Assert.Equal(Path.Combine(_folder, "声", "model.onnx"), model.Files["model"]);
        Assert.Equal(Path.Combine(_folder, "声", "tokens.txt"), model.Tokens);
        Assert.Equal(("ja", 2, false), (model.Language, model.Threads, model.Family.IsStreaming));
        Assert.True(catalog.TryFind("ja-JP-osaka", out ModelDescription? same));
        Assert.Same(found, same);
        Assert.Equal(3, catalog.Threads);
        Assert.True(catalog.TryFind("en", out _)); // English stays.
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")] // As PowerShell 5 writes.
    public void Read_ByteOrderMark_IsNoMistake(string encoding)
    {
        string path = Path.Combine(_folder, "印.json");
        File.WriteAllText(path, """{ "threads": 3 }""", Encoding.GetEncoding(encoding)); // Both write their mark.

        Assert.Equal(3, ModelConfigReader.Read(path, MoonshineSize.Tiny).Threads);
    }

    [Fact]
    public void Read_BuiltIn_ReplacesTheDefault()
    {
        Assert.True(Read("""{ "languages": { "en": { "builtIn": "base" } } }""").TryFind("en-US", out ModelDescription? model));

        Assert.Equal(new ModelDescription.BuiltIn(MoonshineSize.Base), model);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ModelCatalog Read(string json)
    {
        string path = Path.Combine(_folder, "設定.json");
        File.WriteAllText(path, json);
        return ModelConfigReader.Read(path, MoonshineSize.Tiny);
    }

    private void MakeFolder()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "声")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), [0x08, .. new byte[2_000]]);
        File.WriteAllText(Path.Combine(folder, "not-a-model.onnx"), "version https://git-lfs.github.com/spec/v1");
        File.WriteAllText(Path.Combine(folder, "tokens.txt"), "<unk> 0\nあ 1\n");
    }
}
