using Mimi.Cli.Support;

namespace Mimi.Cli.Completion;

public sealed class CompletionTests
{
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
    [InlineData("transcribe --output=v", "--output=vtt")] // zsh, fish
    [InlineData("transcribe --output=", "--output=json --output=srt --output=text --output=vtt")]
    [InlineData("transcribe --output = v", "vtt")] // bash
    [InlineData("transcribe --output =", "json srt text vtt")]
    [InlineData("transcribe --output-dir=x", "")]
    public async Task Complete_AWord_TellsWhatItMayBecome(string line, string found)
    {
        using var cli = new CliRun();

        Assert.Equal(0, await cli.RunAsync(["complete", "--", .. line.Split(' ')]));

        Assert.Equal(found, string.Join(' ', cli.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }
}
