using System.Diagnostics;

namespace Mimi.Audio.Tests.Ffmpeg;

/// <summary>Makes files of all kinds, with the program <c>ffmpeg</c> of the Debian package of that name.</summary>
internal static class FfmpegProgram
{
    public static void SkipUnlessInstalled() => Assert.SkipUnless(
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(static folder => File.Exists(Path.Combine(folder, "ffmpeg"))),
        "This test needs the program ffmpeg, of the Debian package of that name.");

    public static async Task RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-loglevel", "error", "-y", .. arguments]) { RedirectStandardError = true })!;
        string errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, errors);
    }
}
