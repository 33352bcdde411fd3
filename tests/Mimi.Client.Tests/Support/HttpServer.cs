using System.Net;
using Mimi.Client.Testing;

namespace Mimi.Client.Tests.Support;

/// <summary>Plays an HTTP service in memory: remembers the last request, and answers each.</summary>
internal sealed class HttpServer
{
    public HttpServer(byte[] answer, string? contentType = null, HttpStatusCode status = HttpStatusCode.OK)
        : this(() => new MemoryStream(answer), contentType, status)
    {
    }

    public HttpServer(string answer, string? contentType = "application/json", HttpStatusCode status = HttpStatusCode.OK)
        : this(System.Text.Encoding.UTF8.GetBytes(answer), contentType, status)
    {
    }

    public HttpServer(Stream answer, string? contentType = null, HttpStatusCode status = HttpStatusCode.OK)
        : this(() => answer, contentType, status)
    {
    }

    /// <param name="answer">Opens the answer of each request: one that is refused for the moment is made again.</param>
    private HttpServer(Func<Stream> answer, string? contentType, HttpStatusCode status)
    {
        Engine = new InMemoryNetworkEngine(onRequest: async (request, cancellationToken) =>
        {
            Requests++;
            Line = $"{request.Method} {request.RequestUri!.AbsoluteUri}";
            Authorization = request.Headers.Authorization?.ToString();
            if (request.Content is { } content)
            {
                ContentType = content.Headers.NonValidated["Content-Type"].ToString(); // First: reading the text parses and re-formats it.
                Body = await content.ReadAsByteArrayAsync(cancellationToken);
            }

            var response = new HttpResponseMessage(status) { Content = new StreamContent(answer()) };
            if (contentType is not null)
            {
                response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }

            return response;
        });
    }

    public InMemoryNetworkEngine Engine { get; }

    public int Requests { get; private set; }

    /// <summary>The method and the address.</summary>
    public string? Line { get; private set; }

    public string? Authorization { get; private set; }

    public string? ContentType { get; private set; }

    public byte[]? Body { get; private set; }

    public string Form => System.Text.Encoding.ASCII.GetString(Body!);
}
