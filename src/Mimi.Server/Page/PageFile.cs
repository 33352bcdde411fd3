using Microsoft.AspNetCore.Http;

namespace Mimi.Server.Page;

/// <summary>A file of the page, out of the assembly.</summary>
internal sealed class PageFile
{
    /// <summary>Nothing is loaded from elsewhere, nothing inline runs, and nobody frames the page. 'self' also covers the WebSocket: https://www.w3.org/TR/CSP3/, section 6.7.2.8.</summary>
    private const string SecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly string _contentType;
    private readonly byte[] _content;

    private PageFile(string name, string contentType, byte[] content)
    {
        Name = name;
        _contentType = contentType;
        _content = content;
    }

    /// <summary>Gets the last part of its address.</summary>
    public string Name { get; }

    public static PageFile Read(string name)
    {
        using Stream stream = typeof(PageFile).Assembly.GetManifestResourceStream("Page/" + name) ?? throw new InvalidOperationException($"The assembly has no page file '{name}'.");
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new(name, TypeOf(name), content);
    }

    public async Task SendAsync(HttpContext context)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = SecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "microphone=(self)";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache";
        context.Response.ContentType = _contentType;
        context.Response.ContentLength = _content.Length;
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(_content, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"No media type is known for '{other}'."),
    };
}
