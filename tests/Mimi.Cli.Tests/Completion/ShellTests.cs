using Mimi.Cli.Support;

namespace Mimi.Cli.Completion;

/// <summary>The scripts in the shells themselves, interactive ones on a terminal: a person types, presses Tab, and then Enter.</summary>
public sealed class ShellTests : IDisposable
{
    private const string Posix = """mimi() { case "$1" in complete|completion) dotnet "$MIMI_PROGRAM" "$@";; *) printf 'ran %s\n' "$*";; esac; }""";

    private const string Fish = """function mimi; switch "$argv[1]"; case complete completion; dotnet $MIMI_PROGRAM $argv; case '*'; echo ran $argv; end; end""";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task Tab_WithTheScript_Completes(string shell)
    {
        _folder.Write("会議 one.wav", []);
        _folder.Write("vtt.wav", []); // A file does not come into the way of a value.
        await using var terminal = ShellOnATerminal.Start(shell, _folder);
        await terminal.TypeAsync(shell switch
        {
            "zsh" => $"autoload -Uz compinit; compinit -u -D; {Posix}; source <(mimi completion zsh)\n",
            "fish" => $"{Fish}; mimi completion fish | source\n",
            _ => $"{Posix}; source <(mimi completion bash)\n",
        });

        (string Typed, string Ran)[] lines =
        [
            ("mimi transl\t", "ran translate"),
            ("mimi transcribe --output v\t", "ran transcribe --output vtt"),
            ("mimi transcribe 'a b.wav' --output=v\t", "ran transcribe a b.wav --output=vtt"),
            ("mimi transcribe --output-d\t", "ran transcribe --output-dir"),
            ("mimi transcribe 会\t", "ran transcribe 会議 one.wav"),
            ("mimi token val\t", "ran token validate"),
        ];
        foreach ((string typed, string ran) in lines)
        {
            await terminal.TypeAsync(typed + "\n");
            await terminal.WaitForLineAsync(ran);
        }
    }

    [Fact]
    public async Task Tab_ZshWithTheScriptInFpath_CompletesFromTheFirst()
    {
        using var cli = new CliRun();
        Assert.Equal(0, await cli.RunAsync("completion", "zsh"));
        _folder.Write("_mimi", System.Text.Encoding.UTF8.GetBytes(cli.Out));
        await using var terminal = ShellOnATerminal.Start("zsh", _folder);
        await terminal.TypeAsync($"fpath=(\"$PWD\" $fpath); autoload -Uz compinit; compinit -u -D; {Posix}\n");

        await terminal.TypeAsync("mimi transl\t\n");

        await terminal.WaitForLineAsync("ran translate");
    }
}
