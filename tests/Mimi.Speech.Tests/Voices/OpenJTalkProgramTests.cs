using Mimi.Speech.Tests.Packages;

namespace Mimi.Speech.Tests.Voices;

public sealed class OpenJTalkProgramTests
{
    private const string Line = "秘密の文";

    private static CancellationToken Timeout => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Speak_Text_GoesThroughStandardInputOnly()
    {
        using var program = new FakeOpenJTalk("echo \"$@\" > \"$HERE/arguments\"; cat > \"$HERE/input\"; echo 'Error: waveform cannot be synthesized.' >&2; exit 1");

        Assert.Null(await program.SpeakAsync(Line, cancellationToken: Timeout));

        Assert.Equal(Line + "\n", await File.ReadAllTextAsync(Path.Combine(program.Folder, "input"), Timeout));
        Assert.DoesNotContain(Line, await File.ReadAllTextAsync(Path.Combine(program.Folder, "arguments"), Timeout), StringComparison.Ordinal);
        Assert.False(program.LeavesFiles);
    }

    [Theory]
    [InlineData("cat >/dev/null; exit 3", "exit code 3")]
    [InlineData("exit 3", "exit code 3")]
    [InlineData("echo 'Error: Dictionary or HTS voice cannot be loaded.' >&2; exit 1", "cannot load dictionary or voice")]
    [InlineData("cat >/dev/null", "output cannot be used")]
    [InlineData("cat > \"$OUT\"", "output cannot be used")]
    [InlineData("printf 'RIFF....WAVEdata\\4\\0\\0\\0abcd' > \"$OUT\"", "output cannot be used")]
    public async Task Speak_ProgramFails_SaysSoWithoutTheText(string script, string expected)
    {
        using var program = new FakeOpenJTalk(script);

        var error = await Assert.ThrowsAsync<SpeechUnavailableException>(() => program.SpeakAsync(Line, cancellationToken: Timeout));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Line, error.ToString(), StringComparison.Ordinal);
        Assert.False(program.LeavesFiles);
    }

    [Fact]
    public async Task Speak_ProgramTalksALot_IsNotHeldUp()
    {
        using var program = new FakeOpenJTalk("head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2; printf '\\nError: waveform cannot be synthesized.\\n' >&2; exit 1");

        Assert.Null(await program.SpeakAsync(Line, cancellationToken: Timeout));
    }

    [Fact]
    public async Task Speak_ProgramHangs_EndsAtItsLimitWithItsChildren()
    {
        using var program = new FakeOpenJTalk("sh -c 'echo $$ > \"'\"$HERE\"'/child\"; sleep 600'");

        var error = await Assert.ThrowsAsync<SpeechUnavailableException>(() => program.SpeakAsync(Line, TimeSpan.FromSeconds(1), Timeout));

        Assert.Contains("within 1 s", error.Message, StringComparison.Ordinal);
        Assert.False(Processes.IsRunning(await File.ReadAllTextAsync(Path.Combine(program.Folder, "child"), Timeout)));
        Assert.False(program.LeavesFiles);
    }

    [Fact]
    public async Task Speak_Cancelled_EndsTheProgramAndLeavesNoFiles()
    {
        using var program = new FakeOpenJTalk("echo $$ > \"$HERE/child\"; echo half > \"$OUT\"; mkfifo \"$HERE/started\"; echo > \"$HERE/started\"; sleep 600");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Timeout);
        Task<short[]?> speech = program.SpeakAsync(Line, cancellationToken: cancel.Token);
        await Processes.FileAsync(Path.Combine(program.Folder, "started"), Timeout);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => speech);
        Assert.False(Processes.IsRunning(await File.ReadAllTextAsync(Path.Combine(program.Folder, "child"), Timeout)));
        Assert.False(program.LeavesFiles);
    }
}
