using Mimi.Cli.Support;

namespace Mimi.Cli.Commands;

/// <summary>Whatever the user gets wrong is told in one line, before anything is started.</summary>
public sealed class MisuseTests : IDisposable
{
    private readonly CliRun _cli = new();
    private readonly TestFolder _folder = new();

    public void Dispose()
    {
        _cli.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("transcribe a.wav --service nict", "nict-v2, nict-v1 or asr")]
    [InlineData("transcribe a.wav --engine grpc", "http or clientwebsocket")]
    [InlineData("transcribe a.wav --model large", "tiny or base")]
    [InlineData("transcribe a.raw", "--rate 16000")]
    [InlineData("transcribe a.PCM", "--rate 16000")]
    [InlineData("transcribe a.raw --rate 16k", "from 8000 to 192000")]
    [InlineData("transcribe a.raw --rate 7999", "from 8000 to 192000")]
    [InlineData("transcribe a.raw --rate 192001", "from 8000 to 192000")]
    [InlineData("transcribe a.raw --rate", "--rate")]
    [InlineData("transcribe a.raw --rate 16000 --channels 9", "from 1 to 8")]
    [InlineData("transcribe a.wav --channels 2", "--rate")]
    [InlineData("transcribe a.wav --speed 0", "from 0.1 to 100")]
    [InlineData("transcribe a.wav --speed NaN", "from 0.1 to 100")]
    [InlineData("transcribe a.wav --url mimi", "https://service.mimi.fd.ai/")]
    [InlineData("transcribe a.wav --url ftp://mimi/", "https://service.mimi.fd.ai/")]
    [InlineData("transcribe a.wav --url http://me:secret@mimi/", "MIMI_TOKEN")]
    [InlineData("transcribe a.wav --url http://127.0.0.1:1/ --model base", "--url goes to another mimi")]
    [InlineData("transcribe a.wav --http --realtime", "--http")]
    [InlineData("transcribe a.wav --http --speed 2", "--http")]
    [InlineData("transcribe a.wav --language 日本語", "--language")]
    [InlineData("transcribe a.wav --frobnicate", "no option --frobnicate")]
    [InlineData("transcribe - -", "once only")]
    [InlineData("transcribe a.wav --output doc", "srt, vtt, json or text")]
    [InlineData("transcribe a.wav --output-dir x", "--output")]
    [InlineData("transcribe a.wav --jobs 2", "--output")]
    [InlineData("transcribe a.wav --force", "--output")]
    [InlineData("transcribe a.wav --output srt --jobs 0", "from 1 to 32")]
    [InlineData("transcribe a.wav --output srt --json", "--json")]
    [InlineData("transcribe a.wav --output srt --http", "--http")]
    [InlineData("transcribe - --output srt", "mimi captions")]
    [InlineData("transcribe x/a.wav x/a.flac --output srt", "both be written to x/a.srt")]
    [InlineData("transcribe x/a.wav y/a.wav --output srt --output-dir z", "both be written to z/a.srt")]
    [InlineData("transcribe a.txt --output text", "over itself")]
    [InlineData("transcribe", "mimi transcribe --help")]
    [InlineData("captions a.json -o a.json", "over itself")]
    [InlineData("captions a.wav --format doc", "srt, vtt, json or text")]
    [InlineData("captions a.raw", "--rate 16000")]
    [InlineData("listen --format srt", "--output")]
    [InlineData("listen --device x --loopback", "--loopback")]
    [InlineData("listen --url http://127.0.0.1:1/ --model base", "--url goes to another mimi")]
    [InlineData("record", "mimi record --help")]
    [InlineData("record a.wav --rate 7999", "from 8000 to 192000")]
    [InlineData("record a.wav --channels 3", "from 1 to 2")]
    [InlineData("record a.wav --duration 0", "from 0.1 to 864000")]
    [InlineData("record --wav", "no option --wav")]
    [InlineData("devices --backend oss", "auto, pulseaudio or portaudio")]
    [InlineData("completion csh", "bash, zsh or fish")]
    [InlineData("serve --port 65536", "from 0 to 65535")]
    [InlineData("serve --port http", "from 0 to 65535")]
    [InlineData("serve --chaos explode", "'explode' is no fault")]
    [InlineData("serve --chaos @", "the name of a file is needed behind the @")]
    [InlineData("serve --accounts ", "--accounts: the name of a file is needed")] // With "" behind it, as a variable gives that is not set.
    [InlineData("serve --scenario ", "--scenario: the name of a file is needed")]
    [InlineData("serve --models ", "--models: the name of a file is needed")]
    [InlineData("serve --models", "--models")]
    [InlineData("transcribe a.wav --models ", "--models: the name of a file is needed")]
    [InlineData("translate こんにちは --scenario ", "--scenario: the name of a file is needed")]
    [InlineData("token validate --accounts ", "--accounts: the name of a file is needed")]
    [InlineData("transcribe ", "The name of a file is needed")]
    [InlineData("transcribe a.wav --output srt --output-dir ", "--output-dir: the name of a folder is needed")]
    [InlineData("captions ", "The name of a file is needed")]
    [InlineData("captions a.jsonl -o ", "--output: the name of a file is needed")]
    [InlineData("listen -o ", "--output: the name of a file is needed")]
    [InlineData("record ", "The name of a file is needed")]
    [InlineData("speak こんにちは -o ", "--output: the name of a file is needed")]
    [InlineData("transcript a.wav", "transcript")]
    public async Task Run_WrongCommandLine_IsOneLineAndUsage(string line, string helps)
    {
        int exitCode = await _cli.RunAsync(line.Split(' '));

        Assert.Equal(64, exitCode);
        AssertOneLine(helps);
        Assert.DoesNotContain("secret", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_MissingFile_IsNoInput()
    {
        Assert.Equal(66, await _cli.RunAsync("transcribe", Path.Combine(_folder.Path, "いない.wav")));
        AssertOneLine("いない.wav: there is no such file.");
    }

    [Fact]
    public async Task Run_Folder_IsNoInput()
    {
        Assert.Equal(66, await _cli.RunAsync("transcribe", _folder.Path));
        AssertOneLine("this is a folder");
    }

    [Fact]
    public async Task Run_FileNameLikeAResponseFile_IsAFileName()
    {
        Assert.Equal(66, await _cli.RunAsync("transcribe", "@list.wav"));
        AssertOneLine("@list.wav: there is no such file.");
    }

    [Fact]
    public async Task Run_DamagedFlac_NamesItAndHelps()
    {
        Assert.Equal(65, await _cli.RunAsync("transcribe", _folder.Write("a.wav", "fLaC\0\0\0\""u8.ToArray())));
        AssertOneLine("FLAC");
        Assert.Contains("a.wav: ", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WavOfAnUnknownWidth_NamesItAndHelps()
    {
        Assert.Equal(65, await _cli.RunAsync("transcribe", _folder.Write("a.wav", Wav.Silence(TimeSpan.FromSeconds(1), bits: 64))));
        AssertOneLine("PCM of 64 bits");
    }

    [Fact]
    public async Task Run_EmptyStandardInput_IsUnreadable()
    {
        Assert.Equal(65, await _cli.RunAsync("transcribe", "-"));
        AssertOneLine("-: This is an empty file.");
    }

    [Fact]
    public async Task Run_SeveralBadFiles_TellsOfEachAndEndsWithTheFirstCode()
    {
        string missing = Path.Combine(_folder.Path, "b.wav");
        string text = _folder.Write("a.wav", "hello"u8.ToArray());

        Assert.Equal(65, await _cli.RunAsync("transcribe", text, missing));
        Assert.Equal(2, _cli.Error.Count(static c => c == '\n'));
    }

    [Fact]
    public async Task Run_NoArguments_ShowsHelpAsAnError()
    {
        Assert.Equal(64, await _cli.RunAsync());
        Assert.Contains("transcribe", _cli.Error, StringComparison.Ordinal);
        Assert.Empty(_cli.Out);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("transcribe --help")]
    [InlineData("serve -h")]
    [InlineData("transcribe --rate x --help")]
    public async Task Run_Help_NamesTheExitCodes(string line)
    {
        Assert.Equal(0, await _cli.RunAsync(line.Split(' ')));
        Assert.Contains("130  stopped with Ctrl-C", _cli.Out, StringComparison.Ordinal);
        Assert.Empty(_cli.Error);
    }

    private void AssertOneLine(string helps)
    {
        Assert.Empty(_cli.Out);
        Assert.StartsWith("mimi: ", _cli.Error, StringComparison.Ordinal);
        Assert.Equal(_cli.Error.Length - 1, _cli.Error.IndexOf('\n', StringComparison.Ordinal));
        Assert.Contains(helps, _cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _cli.Error, StringComparison.Ordinal);
    }
}
