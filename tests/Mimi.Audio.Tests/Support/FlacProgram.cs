using System.Diagnostics;
using System.Globalization;

namespace Mimi.Audio.Tests.Support;

/// <summary>The reference: the program <c>flac</c> of the Debian package of that name.</summary>
internal static class FlacProgram
{
    public static bool IsInstalled => Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(static folder => File.Exists(Path.Combine(folder, "flac")));

    /// <summary>What the program says of every stream whose digest was not known when it began.</summary>
    private const string ExpectedWarning = "cannot check MD5 signature since it was unset";

    /// <summary>Tests many streams, where each other warning is an error, and decodes them.</summary>
    /// <returns>The raw samples of each, little-endian.</returns>
    public static async Task<byte[][]> DecodeAsync(IReadOnlyList<byte[]> streams, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        string[] names = [.. Enumerable.Range(0, streams.Count).Select(static i => i.ToString(CultureInfo.InvariantCulture))];
        for (int i = 0; i < names.Length; i++)
        {
            await File.WriteAllBytesAsync(folder.File(names[i] + ".flac"), streams[i], cancellationToken);
        }

        string[] files = [.. names.Select(static name => name + ".flac")];
        await RunAsync(folder.Path, ["--silent", "--test", .. files], cancellationToken);
        await RunAsync(folder.Path, ["--silent", "--decode", "--force-raw-format", "--endian=little", "--sign=signed", .. files], cancellationToken);
        return await Task.WhenAll(names.Select(name => File.ReadAllBytesAsync(folder.File(name + ".raw"), cancellationToken)));
    }

    /// <summary>Encodes raw 16-bit samples as the program does.</summary>
    public static async Task<byte[]> EncodeAsync(byte[] pcm, int rate, int channels, IEnumerable<string> flags, CancellationToken cancellationToken, int bits = 16)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("in.raw"), pcm, cancellationToken);
        string[] format = ["--force-raw-format", "--endian=little", "--sign=signed", $"--bps={bits}", $"--channels={channels}", $"--sample-rate={rate}"];
        await RunAsync(folder.Path, ["--silent", "--no-padding", "--no-seektable", .. format, .. flags, "-o", "out.flac", "in.raw"], cancellationToken);
        return await File.ReadAllBytesAsync(folder.File("out.flac"), cancellationToken);
    }

    private static async Task RunAsync(string folder, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(new ProcessStartInfo("flac", arguments) { WorkingDirectory = folder, RedirectStandardError = true })!;
        string errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        string? unexpected = errors.Split('\n').FirstOrDefault(static line => line.Length > 0 && !line.Contains(ExpectedWarning, StringComparison.Ordinal));
        if (process.ExitCode != 0 || unexpected is not null)
        {
            throw new InvalidDataException($"flac ended with {process.ExitCode}: {unexpected}");
        }
    }
}
