namespace Mimi.Speech.Packages;

/// <summary>Files of one npm package, used as data: nothing of it is ever run.</summary>
/// <param name="Name">The package's name.</param>
/// <param name="Version">Its exact version.</param>
/// <param name="Sha256">The hash of its archive, in lower-case hexadecimal.</param>
/// <param name="Bytes">The size of its archive.</param>
/// <param name="Files">What is unpacked, relative to the package, with <c>/</c> between folders.</param>
internal sealed record NpmPackage(string Name, string Version, string Sha256, long Bytes, IReadOnlyList<string> Files)
{
    /// <summary>Gets what makes further files in the folder, before anybody sees it.</summary>
    public Action<string>? Prepare { get; init; }

    /// <summary>Gets the files that <see cref="Prepare"/> makes.</summary>
    public IReadOnlyList<string> Prepared { get; init; } = [];

    public string Specification => $"{Name}@{Version}";

    /// <summary>Gets the folder's name. It carries the hash, so that another archive never hides behind the same version.</summary>
    public string FolderName => $"{Name.TrimStart('@').Replace('/', '-')}-{Version}-{Sha256[..12]}";
}
