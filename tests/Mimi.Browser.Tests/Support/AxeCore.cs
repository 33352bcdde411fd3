using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Mimi.TestSupport;

namespace Mimi.Browser.Tests.Support;

/// <summary>The accessibility checker axe-core (MPL-2.0), from npm, once into the user's cache. It is used here and shipped nowhere.</summary>
internal static class AxeCore
{
    private const string Package = "axe-core@4.14.1";
    private const string Sha256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c";

    private static readonly string Folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "mimi-tests");

    private static readonly Lazy<Task<string>> Script = new(LoadAsync);

    public static Task<string> ReadAsync() => Script.Value;

    private static async Task<string> LoadAsync()
    {
        string file = Path.Combine(Folder, Package + ".min.js");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Folder);
            DirectoryInfo work = Directory.CreateTempSubdirectory("mimi-axe-");
            await ExtractAsync(await PackAsync(work), Path.Combine(work.FullName, "axe.min.js"));
            File.Move(Path.Combine(work.FullName, "axe.min.js"), file, overwrite: true);
            work.Delete(recursive: true);
        }

        string script = await File.ReadAllTextAsync(file, TestTimeout.Token);
        Assert.Equal(Sha256, Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file, TestTimeout.Token))));
        return script;
    }

    private static async Task<string> PackAsync(DirectoryInfo work)
    {
        using Process npm = Process.Start(new ProcessStartInfo("npm", ["pack", Package, "--silent", "--pack-destination", work.FullName]) { WorkingDirectory = work.FullName })!;
        await npm.WaitForExitAsync(TestTimeout.Token);
        Assert.Equal(0, npm.ExitCode);
        return Assert.Single(Directory.GetFiles(work.FullName, "*.tgz"));
    }

    private static async Task ExtractAsync(string archive, string file)
    {
        await using FileStream compressed = File.OpenRead(archive);
        await using var plain = new GZipStream(compressed, CompressionMode.Decompress);
        await using var tar = new TarReader(plain);
        while (await tar.GetNextEntryAsync(cancellationToken: TestTimeout.Token) is { } entry)
        {
            if (entry.Name == "package/axe.min.js")
            {
                await entry.ExtractToFileAsync(file, overwrite: true, TestTimeout.Token);
                return;
            }
        }

        Assert.Fail($"{Package} has no axe.min.js.");
    }
}
