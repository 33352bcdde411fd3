using Microsoft.Playwright;
using Mimi.Server;
using Mimi.Speech;
using Mimi.TestSupport;

[assembly: AssemblyFixture(typeof(Mimi.Browser.Tests.Support.Browser))]
[assembly: CollectionBehavior(DisableTestParallelization = true)] // A microphone plays in real time, whether or not anybody has time to listen.

namespace Mimi.Browser.Tests.Support;

/// <summary>Debian's Chromium with a microphone that plays the sample recording once, and the local mimi with the real recognizer. It needs the package chromium.</summary>
public sealed class Browser : IAsyncLifetime
{
    public const string Token = "let-me-in";

    private const string Executable = "/usr/bin/chromium";
    private const int TimeoutMilliseconds = 180_000; // Real speech, recognised beside whatever else the machine does.

    private IPlaywright? _playwright;
    private MimiServer? _open;
    private MimiServer? _guarded;

    public LocalSpeechModels Models { get; } = new();

    public MimiServer Open => _open!;

    /// <summary>Gets a server that asks for <see cref="Token"/>.</summary>
    public MimiServer Guarded => _guarded!;

    public async ValueTask InitializeAsync()
    {
        await Models.GetAsync("en", TestContext.Current.CancellationToken); // The first run fetches the models, which no test's time-out should count.
        _open = await MimiServer.StartAsync(new() { Recognizers = Models, MaxSessions = 1_000 }, TestTimeout.Token);
        _guarded = await MimiServer.StartAsync(new() { Recognizers = Models, AccessToken = Token, MaxSessions = 1_000 }, TestTimeout.Token);
        _playwright = await Playwright.CreateAsync();
    }

    /// <summary>Opens the page of a server, in a browser of its own: only a new one plays the recording from its beginning.</summary>
    public async Task<CaptionsPage> OpenAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        IBrowser browser = await _playwright!.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-audio-capture={Jfk.File}%noloop",
            ],
        });
        options ??= new();
        options.Locale ??= "en-US";
        options.Permissions = ["microphone", "clipboard-read", "clipboard-write"];
        IBrowserContext context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(TimeoutMilliseconds);
        IPage page = await context.NewPageAsync();
        var captions = new CaptionsPage(browser, page);
        await page.GotoAsync(address.ToString());
        return captions;
    }

    public async ValueTask DisposeAsync()
    {
        _playwright?.Dispose();
        await Open.DisposeAsync();
        await Guarded.DisposeAsync();
        await Models.DisposeAsync();
    }
}
