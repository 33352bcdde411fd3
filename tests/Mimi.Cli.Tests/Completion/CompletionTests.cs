using System.Diagnostics;
using Mimi.Cli.Support;

namespace Mimi.Cli.Completion;

public sealed class CompletionTests
{
    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("tran", "transcribe translate")]
    [InlineData("transcribe --output-", "--output-dir")]
    [InlineData("transcribe 会議 --output s", "srt")]
    [InlineData("transcribe a.wav --output ", "json srt text vtt")]
    [InlineData("transcribe ", "")] // A file: the shell knows.
    [InlineData("transcribe a", "")]
    [InlineData("token ", "issue revoke validate")]
    [InlineData("completion z", "zsh")]
    [InlineData("listen --backend p", "portaudio pulseaudio")]
    [InlineData("comp", "completion")] // Not the hidden one.
    public async Task Complete_AWord_TellsWhatItMayBecome(string line, string found)
    {
        using var cli = new CliRun();

        Assert.Equal(0, await cli.RunAsync(["complete", "--", .. line.Split(' ')]));

        Assert.Equal(found, string.Join(' ', cli.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Theory]
    [InlineData("mimi tran", "transcribe translate")]
    [InlineData("mimi transcribe 'a b.wav' --output v", "vtt")]
    public async Task Bash_WithTheScript_Completes(string words, string found)
    {
        string program = typeof(Errors.ExitCode).Assembly.Location;
        string script = $$"""
            mimi() { dotnet '{{program}}' "$@"; }
            source <(mimi completion bash)
            complete -p mimi
            COMP_WORDS=({{words}}); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _mimi
            echo "${COMPREPLY[*]}"
            """;
        using Process bash = Process.Start(new ProcessStartInfo("bash", ["--norc", "-c", script]) { RedirectStandardOutput = true })!;
        string output = await bash.StandardOutput.ReadToEndAsync(Timeout);
        await bash.WaitForExitAsync(Timeout);

        Assert.Equal(["complete -o bashdefault -o default -F _mimi mimi", found], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("zsh", "compdef _mimi mimi")]
    [InlineData("fish", "complete -c mimi")]
    public async Task Completion_OfTheOtherShells_IsWritten(string shell, string contains)
    {
        using var cli = new CliRun();
        Assert.Equal(0, await cli.RunAsync("completion", shell));
        Assert.Contains(contains, cli.Out, StringComparison.Ordinal);
    }
}
