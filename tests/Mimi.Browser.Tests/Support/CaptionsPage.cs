using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Mimi.Browser.Tests.Support;

/// <summary>The page, as somebody sees it. Whatever the browser complains about meanwhile is kept.</summary>
public sealed class CaptionsPage : IAsyncDisposable
{
    private readonly IBrowser _browser;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _requests = new();

    internal CaptionsPage(IBrowser browser, IPage page)
    {
        _browser = browser;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Request += (_, request) => _requests.Enqueue(request.Url);
    }

    public IPage Page { get; }

    public IReadOnlyCollection<string> Complaints => _complaints;

    public IReadOnlyCollection<string> Requests => _requests;

    public ILocator Microphone => Page.Locator("#microphone");

    public ILocator Captions => Page.Locator("#captions");

    public ILocator State => Page.Locator("#state");

    /// <summary>Waits for the page to be in a state.</summary>
    public Task UntilAsync(string state) => Page.Locator($"#state[data-state='{state}']").WaitForAsync();

    /// <summary>Waits until something has been heard, final or not.</summary>
    public Task UntilHeardAsync(string text) =>
        Page.WaitForFunctionAsync("text => document.querySelector('#stage').innerText.toLowerCase().includes(text)", text.ToLowerInvariant());

    /// <summary>Waits until all of the recording was heard that the microphone plays, and then stops.</summary>
    public async Task StopAfterTheRecordingAsync()
    {
        await Page.WaitForFunctionAsync("() => { const [minutes, seconds] = document.querySelector('#position').textContent.split(':').map(Number); return minutes * 60 + seconds >= 12; }");
        await Microphone.ClickAsync();
        await UntilAsync("done");
    }

    public async Task DropAsync(string file) => await Page.Locator("#file").SetInputFilesAsync(file);

    public async ValueTask DisposeAsync() => await _browser.CloseAsync();
}
