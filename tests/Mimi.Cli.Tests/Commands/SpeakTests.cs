using System.Runtime.InteropServices;
using Mimi.Cli.Support;

namespace Mimi.Cli.Commands;

/// <summary>The command with a local mimi inside and the real voices.</summary>
public sealed class SpeakTests : IDisposable
{
    private const string NeedsVoices = "Needs the Debian packages open-jtalk and libflite1.";

    private readonly CliRun _cli = new();
    private readonly TestFolder _folder = new();

    public static bool HasVoices => File.Exists("/usr/bin/open_jtalk") && NativeLibrary.TryLoad("libflite_cmu_us_rms.so.1", out _);

    private string Wav => Path.Combine(_folder.Path, "声.wav");

    public void Dispose()
    {
        _cli.Dispose();
        _folder.Dispose();
    }

    [Theory(SkipUnless = nameof(HasVoices), Skip = NeedsVoices)]
    [InlineData("The weather is beautiful today.", null)]
    [InlineData("Please open the window.", "male")]
    public async Task Speak_English_IsTranscribedAgain(string text, string? gender)
    {
        string[] more = gender is null ? [] : ["--gender", gender];

        Assert.Equal((0, ""), (await _cli.RunAsync(["speak", text, "--language", "en", "-o", Wav, .. more]), _cli.Error));
        Assert.Equal("", _cli.Out);
        Assert.Equal(0, await _cli.RunAsync("transcribe", Wav, "--language", "en"));

        // flite's voices have noise in them, which is never twice the same, and the small model may mishear a word for it.
        string heard = Jfk.Words(_cli.Out);
        string[] missed = [.. Jfk.Words(text).Split(' ').Except(heard.Split(' '))];
        Assert.True(missed.Length <= 1, heard);
    }

    [Fact(SkipUnless = nameof(HasVoices), Skip = NeedsVoices)]
    public async Task Speak_JapaneseFromStandardInput_GoesToStandardOutput()
    {
        _cli.StandardInput = new MemoryStream("こんにちは。今日は良い天気ですね。\n"u8.ToArray());

        Assert.Equal((0, ""), (await _cli.RunAsync("speak", "-"), WithoutFetching()));

        byte[] wav = _cli.StandardOutput.ToArray();
        Assert.Equal("RIFF"u8, wav.AsSpan(0, 4));
        Assert.InRange(wav.Length, 44 + (2 * 32_000), 44 + (6 * 32_000));
    }

    [Fact(SkipUnless = nameof(HasVoices), Skip = NeedsVoices)]
    public async Task Speak_RawAndFaster_WritesFewerSamplesWithoutHeader()
    {
        Assert.Equal(0, await _cli.RunAsync("speak", "一二三四五六七八九十", "--raw", "-o", Wav));
        long normal = new FileInfo(Wav).Length;
        Assert.Equal(0, await _cli.RunAsync("speak", "一二三四五六七八九十", "--raw", "--rate", "2", "-o", Wav));

        Assert.False(File.ReadAllBytes(Wav).AsSpan().StartsWith("RIFF"u8));
        Assert.InRange((double)normal / new FileInfo(Wav).Length, 1.5, 2.5);
    }

    [Fact(SkipUnless = nameof(HasVoices), Skip = NeedsVoices)]
    public async Task Speak_IntoANamedPipe_LeavesItAPipe()
    {
        string pipe = await NamedPipe.CreateAsync(_folder, "声.wav");
        Task<byte[]> reading = Task.Run(() => File.ReadAllBytes(pipe), TestContext.Current.CancellationToken); // Opening it waits for the other side.

        Assert.Equal(0, await _cli.RunAsync("speak", "こんにちは。", "-o", pipe));

        Assert.Equal("RIFF"u8.ToArray(), (await reading.WaitAsync(TestContext.Current.CancellationToken))[..4]);
        Assert.Equal([pipe], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Speak_LanguageWithoutVoice_SaysWhichThereAreAndWritesNothing()
    {
        Assert.Equal(76, await _cli.RunAsync("speak", "안녕하세요", "--language", "ko", "-o", Wav)); // Refused, not busy: it is not tried again.

        Assert.Contains("only for en and ja", _cli.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData(" \n")]
    [InlineData("")]
    public async Task Speak_NoText_IsRefused(string text)
    {
        _cli.StandardInput = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));

        Assert.Equal(65, await _cli.RunAsync("speak", "-", "-o", Wav));

        Assert.Equal("mimi: The text is empty.\n", _cli.Error);
    }

    [Fact]
    public async Task Speak_NotUtf8_IsRefused()
    {
        _cli.StandardInput = new MemoryStream([0x82, 0xB1, 0x82, 0xF1]); // こん in Shift_JIS.

        Assert.Equal(65, await _cli.RunAsync("speak", "-", "-o", Wav));

        Assert.Contains("not UTF-8", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Speak_ToATerminal_IsRefused()
    {
        using var screen = new StringWriter();
        _cli.Screen = screen;

        Assert.Equal(64, await _cli.RunAsync("speak", "文"));

        Assert.Contains("-o", _cli.Error, StringComparison.Ordinal);
    }

    [Fact(SkipUnless = nameof(HasVoices), Skip = NeedsVoices)]
    public async Task Speak_FolderMissing_SaysWhere()
    {
        Assert.Equal(74, await _cli.RunAsync("speak", "Hello", "--language", "en", "-o", Path.Combine(_folder.Path, "無い", "a.wav")));

        Assert.Contains("無い", _cli.Error, StringComparison.Ordinal);
    }

    private string WithoutFetching() => string.Concat(_cli.Error.Split('\n').Where(static line => !line.Contains("openjtalk@", StringComparison.Ordinal)));
}
