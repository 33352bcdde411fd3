using Mimi.Speech.Packages;

namespace Mimi.Speech.Tests.Packages;

public sealed class PackageCacheTests
{
    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_FirstTime_UnpacksOnlyWhatIsListed()
    {
        using var npm = new FakeNpm();

        string folder = await npm.Cache().GetAsync(npm.Package, null, Timeout);

        Assert.Equal("voice", await File.ReadAllTextAsync(Path.Combine(folder, "lib", "声.bin"), Timeout));
        Assert.False(File.Exists(Path.Combine(folder, "README.md")));
        Assert.Equal(folder, Assert.Single(npm.Stored));
        Assert.StartsWith("pack @scope/thing@1.0.0 --ignore-scripts", Assert.Single(npm.Runs), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SecondTime_RunsNothing()
    {
        using var npm = new FakeNpm();
        string first = await npm.Cache().GetAsync(npm.Package, null, Timeout);
        File.Delete(npm.Program); // As good as no network.

        Assert.Equal(first, await npm.Cache().GetAsync(npm.Package, null, Timeout));
    }

    [Fact]
    public async Task Get_ManyAtOnce_FetchOnce()
    {
        using var npm = new FakeNpm("sleep 0.3; cp \"$HERE/archive\" thing-1.0.0.tgz");

        string[] folders = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => npm.Cache().GetAsync(npm.Package, null, Timeout)));

        Assert.Single(folders.Distinct());
        Assert.Single(npm.Runs);
    }

    [Fact]
    public async Task Get_FileTakenOutOfTheCache_FetchesAgain()
    {
        using var npm = new FakeNpm();
        string folder = await npm.Cache().GetAsync(npm.Package, null, Timeout);
        File.Delete(Path.Combine(folder, "lib", "声.bin"));

        await npm.Cache().GetAsync(npm.Package, null, Timeout);

        Assert.True(File.Exists(Path.Combine(folder, "lib", "声.bin")));
    }

    [Fact]
    public async Task Get_WhatAKilledProcessLeft_IsClearedAway()
    {
        using var npm = new FakeNpm();
        string left = Path.Combine(npm.Root, npm.Package.FolderName + ".download");
        Directory.CreateDirectory(Path.Combine(left, "unpacked"));
        await File.WriteAllTextAsync(Path.Combine(left, "thing-1.0.0-half.tgz"), "half", Timeout);

        string folder = await npm.Cache().GetAsync(npm.Package, null, Timeout);

        Assert.Equal(folder, Assert.Single(npm.Stored));
    }

    [Fact]
    public async Task Get_Prepare_FilesAppearWithTheRest()
    {
        using var npm = new FakeNpm();
        NpmPackage package = npm.Package with
        {
            Prepare = folder => File.Copy(Path.Combine(folder, "lib", "声.bin"), Path.Combine(folder, "made.txt")),
            Prepared = ["made.txt"],
        };

        string folder = await npm.Cache().GetAsync(package, null, Timeout);

        Assert.Equal("voice", await File.ReadAllTextAsync(Path.Combine(folder, "made.txt"), Timeout));
    }

    [Fact]
    public async Task Get_Progress_TellsNameSizeAndStages()
    {
        using var npm = new FakeNpm();
        var statuses = new StatusList();

        await npm.Cache().GetAsync(npm.Package, statuses, Timeout);

        PackageStatus[] seen = statuses.Snapshot();
        Assert.All(seen, status => Assert.Equal(("@scope/thing@1.0.0", npm.Package.Bytes), (status.Package, status.ExpectedBytes)));
        Assert.Contains(seen, status => status.Stage == PackageStage.Unpacking);
        Assert.Equal(PackageStage.Ready, seen[^1].Stage);
        Assert.True(seen.Zip(seen.Skip(1)).All(pair => pair.First.Elapsed <= pair.Second.Elapsed));
    }

    private sealed class StatusList : IProgress<PackageStatus>
    {
        private readonly List<PackageStatus> _seen = [];

        public void Report(PackageStatus value)
        {
            lock (_seen)
            {
                _seen.Add(value);
            }
        }

        public PackageStatus[] Snapshot()
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }
}
