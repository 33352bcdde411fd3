using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Mimi.Server.Page;

/// <summary>Live captions for people with a browser, at the address of the audio services. The page holds no secret, so that it comes without a token; what it asks for needs one.</summary>
internal sealed class CaptionPage
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    private readonly PageFile _page = PageFile.Read("index.html");
    private readonly PageFile[] _parts = [.. ((string[])["app.js", "audio.js", "captions.js", "icon.svg", "session.js", "style.css", "subtitles.js", "texts.js", "worklet.js"]).Select(PageFile.Read)];

    /// <summary>Tells whether somebody wants to see a page, rather than to speak the protocol: only browsers ask for HTML.</summary>
    public static bool IsWanted(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Headers.Upgrade.Count == 0
        && request.Headers.Accept.Any(static value => value?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Maps what the page loads.</summary>
    public void MapParts(IEndpointRouteBuilder endpoints)
    {
        foreach (PageFile part in _parts)
        {
            endpoints.MapMethods(part.Name, Methods, part.SendAsync);
        }
    }

    /// <summary>Sends the page. Its parts' addresses are relative, so that its own has to end with a slash.</summary>
    public Task SendAsync(HttpContext context)
    {
        string path = context.Request.PathBase + context.Request.Path;
        if (path.EndsWith('/'))
        {
            return _page.SendAsync(context);
        }

        context.Response.Redirect(path + "/" + context.Request.QueryString);
        return Task.CompletedTask;
    }
}
