namespace Mimi.Speech.Models;

/// <summary>Finds the files of a model folder. It looks at them first, because the native library ends the process over some that are wrong.</summary>
internal sealed class ModelFiles(string folder, Func<string, Exception> error)
{
    private const int OnnxVersionField = 0x08; // The first field of an ONNX file is its version, a varint.
    private const long SmallestModel = 1_000;

    public string Model(string name, string? file)
    {
        string path = Find(name, file ?? $"{name}.onnx");
        if (path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) && !Read(name, path, LooksLikeOnnx))
        {
            throw error($"the {name} {path} is not an ONNX model; a pointer file of Git LFS, or a web page, was perhaps saved in its place");
        }

        return path;
    }

    public string Tokens(string? file)
    {
        string path = Find("tokens", file ?? "tokens.txt");
        string? first = Read("tokens", path, static path => File.ReadLines(path).FirstOrDefault());
        return first is not null && first.TrimEnd().Split(' ', '\t') is [_, .., var id] && int.TryParse(id, out _)
            ? path
            : throw error($"the tokens {path} must have a token and its number on each line");
    }

    private static bool LooksLikeOnnx(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return stream.Length >= SmallestModel && stream.ReadByte() == OnnxVersionField;
    }

    private T Read<T>(string name, string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw error($"the {name} {path} cannot be read: {e.Message.TrimEnd('.')}");
        }
    }

    private string Find(string name, string file)
    {
        string path = Path.GetFullPath(Path.Combine(folder, file));
        if (File.Exists(path))
        {
            return path;
        }

        string[] there = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Select(static there => Path.GetFileName(there)).Order(StringComparer.Ordinal).Take(20)] : [];
        throw error($"the {name} {path} is missing; {(there.Length > 0 ? $"the folder has {string.Join(", ", there)}" : $"there is nothing in {Path.GetFullPath(folder)}")}");
    }
}
