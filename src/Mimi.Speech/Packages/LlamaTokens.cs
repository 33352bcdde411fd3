using System.Globalization;
using System.Text;

namespace Mimi.Speech.Packages;

/// <summary>Makes the list of tokens that sherpa-onnx reads from the vocabulary that llama-tokenizer-js carries in its source.</summary>
internal static class LlamaTokens
{
    public const string SourceFile = "llama-tokenizer.js";
    public const string TokensFile = "tokens.txt";

    private const int RealTokens = 32_000;
    private const int ModelTokens = 32_768; // Moonshine's output layer; what is above the real tokens is never spoken.
    private const string Marker = "llama_vocab_base64 = \"";

    /// <summary>Writes <see cref="TokensFile"/> beside <see cref="SourceFile"/>.</summary>
    public static void WriteTokens(string folder)
    {
        string[] tokens = ReadTokens(File.ReadAllText(Path.Combine(folder, SourceFile)));
        using var writer = new StreamWriter(Path.Combine(folder, TokensFile), append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        for (int id = 0; id < ModelTokens; id++)
        {
            string token = id < tokens.Length ? tokens[id] : $"<dummy{id}>";
            writer.WriteLine($"{Convert.ToBase64String(Spoken(token))} {id.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    internal static string[] ReadTokens(string source)
    {
        int start = source.IndexOf(Marker, StringComparison.Ordinal);
        int end = start < 0 ? -1 : source.IndexOf('"', start + Marker.Length);
        if (end < 0)
        {
            throw new InvalidDataException($"{SourceFile} holds no vocabulary.");
        }

        string[] tokens = Encoding.UTF8.GetString(Convert.FromBase64String(source[(start + Marker.Length)..end])).Split('\n');
        return tokens.Length == RealTokens
            ? tokens
            : throw new InvalidDataException($"{SourceFile} holds {tokens.Length} tokens instead of {RealTokens}.");
    }

    /// <summary>What a token adds to the text, in bytes: a token such as <c>&lt;0xE3&gt;</c> is a part of a character.</summary>
    internal static byte[] Spoken(string token) =>
        token is ['<', '0', 'x', var high, var low, '>'] && char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low)
            ? [byte.Parse(token.AsSpan(3, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)]
            : Encoding.UTF8.GetBytes(token.Replace('▁', ' '));
}
