using Mimi.Cli.Support;
using Mimi.Server;

namespace Mimi.Cli.Credentials;

public sealed class CredentialFileTests : IAsyncLifetime
{
    private readonly CliRun _cli = new();
    private readonly TestFolder _folder = new();
    private MimiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        var options = new MimiServerOptions
        {
            Recognizers = new CountingRecognizers(),
            AccessToken = "right",
            Scenario = MimiScenario.Parse("""{ "entries": [ { "service": "machine_translation", "language": "ja", "translation": ["Hello."] } ] }"""),
        };
        _server = await MimiServer.StartAsync(options, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _cli.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Run_PrivateFile_IsUsed()
    {
        Write("# mine\n\nMIMI_TOKEN = right\n", UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Equal((0, ""), (await TranslateAsync(), _cli.Error));
    }

    [Fact]
    public async Task Run_FileAtItsUsualPlace_IsUsed()
    {
        string path = Write("MIMI_TOKEN=right\n", UnixFileMode.UserRead);
        _cli.Variables.Remove("MIMI_CREDENTIALS");
        _cli.Variables["HOME"] = _folder.Path;
        Directory.CreateDirectory(Path.Combine(_folder.Path, ".config", "mimi"));
        File.Move(path, Path.Combine(_folder.Path, ".config", "mimi", "credentials"));

        Assert.Equal(0, await TranslateAsync());
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public async Task Run_FileThatOthersMayUse_IsRefused(UnixFileMode others)
    {
        string path = Write("MIMI_TOKEN=right\n", UnixFileMode.UserRead | UnixFileMode.UserWrite | others);

        Assert.Equal(78, await TranslateAsync());

        Assert.Contains($"chmod 600 {path}", _cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("right", _cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MIMI_TOKEN=right\nMIMI_TOKEN=secret2\n", "line 2")]
    [InlineData("MIMI_SECRET=secret1\n", "line 1")]
    [InlineData("secret1\n", "line 1")]
    public async Task Run_WrongLine_IsNamedByItsNumberOnly(string content, string expected)
    {
        Write(content, UnixFileMode.UserRead);

        Assert.Equal(78, await TranslateAsync());

        Assert.Contains(expected, _cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_EnvironmentHasSomething_FileIsNotRead()
    {
        Write("nonsense", UnixFileMode.UserRead | UnixFileMode.OtherRead);
        _cli.Variables["MIMI_TOKEN"] = "right";

        Assert.Equal(0, await TranslateAsync());
    }

    [Fact]
    public async Task Run_NamedFileMissing_SaysSo()
    {
        _cli.Variables["MIMI_CREDENTIALS"] = Path.Combine(_folder.Path, "無い");

        Assert.Equal(78, await TranslateAsync());

        Assert.Contains("無い", _cli.Error, StringComparison.Ordinal);
    }

    private Task<int> TranslateAsync() => _cli.RunAsync("translate", "やあ", "--url", _server.Address.AbsoluteUri + "machine_translation");

    private string Write(string content, UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        string path = _folder.Write("credentials", System.Text.Encoding.UTF8.GetBytes(content));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }

        _cli.Variables["MIMI_CREDENTIALS"] = path;
        return path;
    }
}
