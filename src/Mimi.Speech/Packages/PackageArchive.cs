using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Mimi.Speech.Packages;

/// <summary>An archive as npm writes it: a compressed tape archive with everything under <c>package/</c>.</summary>
internal static class PackageArchive
{
    private const string Root = "package/";

    /// <exception cref="InvalidDataException">The archive is not the expected one.</exception>
    public static async Task CheckAsync(string archive, NpmPackage package, CancellationToken cancellationToken)
    {
        var stream = File.OpenRead(archive);
        await using (stream.ConfigureAwait(false))
        {
            string actual = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false));
            if (actual != package.Sha256)
            {
                throw new InvalidDataException($"its SHA-256 is {actual} and should be {package.Sha256}");
            }
        }
    }

    /// <summary>Unpacks the files the package lists, and no other.</summary>
    /// <exception cref="InvalidDataException">A file is missing, is not a plain file, or would land outside of <paramref name="folder"/>.</exception>
    public static async Task UnpackAsync(string archive, NpmPackage package, string folder, CancellationToken cancellationToken)
    {
        var missing = package.Files.ToHashSet(StringComparer.Ordinal);
        var stream = File.OpenRead(archive);
        await using (stream.ConfigureAwait(false))
        {
            var gzip = new GZipStream(stream, CompressionMode.Decompress);
            await using (gzip.ConfigureAwait(false))
            {
                var tar = new TarReader(gzip);
                await using (tar.ConfigureAwait(false))
                {
                    while (missing.Count > 0 && await tar.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
                    {
                        if (entry.Name.StartsWith(Root, StringComparison.Ordinal) && missing.Remove(entry.Name[Root.Length..]))
                        {
                            await ExtractAsync(entry, folder, cancellationToken).ConfigureAwait(false);
                        }
                    }
                }
            }
        }

        if (missing.Count > 0)
        {
            throw new InvalidDataException($"it lacks {string.Join(", ", missing)}");
        }
    }

    private static async Task ExtractAsync(TarEntry entry, string folder, CancellationToken cancellationToken)
    {
        string root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        string target = Path.GetFullPath(Path.Combine(root, entry.Name[Root.Length..]));
        if (!target.StartsWith(root, StringComparison.Ordinal) || entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
        {
            throw new InvalidDataException($"its entry {entry.Name} is not a plain file inside of the package");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var output = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
        await using (output.ConfigureAwait(false))
        {
            await (entry.DataStream ?? Stream.Null).CopyToAsync(output, cancellationToken).ConfigureAwait(false);
        }
    }
}
