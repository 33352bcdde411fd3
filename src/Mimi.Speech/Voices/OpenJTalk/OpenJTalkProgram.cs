using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Mimi.Speech.Packages;

namespace Mimi.Speech.Voices.OpenJTalk;

/// <summary>Runs <c>open_jtalk</c>: without a shell, the text through its standard input, and never for longer than its limit.</summary>
internal sealed class OpenJTalkProgram(string name, TimeProvider time, TimeSpan? limit = null)
{
    private readonly TimeSpan _limit = limit ?? TimeSpan.FromMinutes(1); // A piece takes about a second; a busy computer may need many.

    /// <summary>Finds the program.</summary>
    /// <exception cref="SpeechUnavailableException">It is not installed.</exception>
    public string Find() => ProgramSearch.Find(name) ?? throw Missing(null);

    /// <summary>Speaks one line.</summary>
    /// <returns>Samples, 48,000 a second, or <see langword="null"/> if there is nothing to say in the line.</returns>
    /// <exception cref="SpeechUnavailableException">The program is missing, failed, or took too long.</exception>
    public async Task<short[]?> SpeakAsync(string line, OpenJTalkFiles files, double rate, CancellationToken cancellationToken)
    {
        string program = Find();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mimi-voice-"); // Readable by this user only.
        try
        {
            string output = Path.Combine(folder.FullName, "speech.wav");
            string[] arguments = ["-x", files.Dictionary, "-m", files.Voice, "-r", rate.ToString(CultureInfo.InvariantCulture), "-ow", output];
            (int exitCode, OpenJTalkComplaint complaint) = await RunAsync(program, arguments, line, cancellationToken).ConfigureAwait(false);
            return (exitCode, complaint) switch
            {
                (_, OpenJTalkComplaint.NothingToSay) => null,
                (_, OpenJTalkComplaint.CannotLoad) => throw new SpeechUnavailableException($"{name} cannot load {files.Dictionary} or {files.Voice}. Delete the packages' folders, which are then fetched anew."),
                (0, _) => WaveFile.Read(await File.ReadAllBytesAsync(output, cancellationToken).ConfigureAwait(false)),
                _ => throw new SpeechUnavailableException($"{name} failed (exit code {exitCode}). Version 1.10 or newer is needed (Debian: apt-get install open-jtalk)."),
            };
        }
        catch (Exception e) when (e is InvalidDataException or FileNotFoundException)
        {
            throw new SpeechUnavailableException($"{name} ended well, but its output cannot be used. Version 1.10 or newer is needed (Debian: apt-get install open-jtalk).", e);
        }
        finally
        {
            TryDelete(folder);
        }
    }

    private async Task<(int ExitCode, OpenJTalkComplaint Complaint)> RunAsync(string program, string[] arguments, string line, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using Process process = Start(program, arguments);
        Task output = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        Task<OpenJTalkComplaint> errors = OpenJTalkErrors.ReadAsync(process.StandardError);
        try
        {
            await WriteAsync(process, line, either.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await ChildProcess.EndAsync(process, time).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw new SpeechUnavailableException($"{name} did not speak a line of {line.Length} characters within {_limit.TotalSeconds:F0} s. Try again when the computer is less busy.");
        }

        await Task.WhenAny(Task.WhenAll(output, errors), Task.Delay(ChildProcess.EndLimit, time, CancellationToken.None)).ConfigureAwait(false);
        return (process.ExitCode, errors.IsCompletedSuccessfully ? await errors.ConfigureAwait(false) : OpenJTalkComplaint.None);
    }

    private static async Task WriteAsync(Process process, string line, CancellationToken cancellationToken)
    {
        try
        {
            Stream input = process.StandardInput.BaseStream;
            await input.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancellationToken).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already: its exit code says more.
        }
    }

    private Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw Missing(e);
        }
    }

    private SpeechUnavailableException Missing(Exception? cause) => new(
        $"Japanese is spoken by the program {name}, which is not there or cannot be started. Install it (Debian: apt-get install open-jtalk) and see that it is on the PATH.", cause);

    private static void TryDelete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Of no use to the caller, who has the speech; the system clears its folder for such files.
        }
    }
}
