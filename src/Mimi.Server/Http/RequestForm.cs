using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mimi.Server.Http;

/// <summary>The fields of a request however they were sent: urlencoded, multipart or JSON in the body, or in the query. The body goes before the query.</summary>
internal sealed class RequestForm
{
    private readonly IReadOnlyDictionary<string, string> _body;
    private readonly IQueryCollection _query;

    private RequestForm(IReadOnlyDictionary<string, string> body, IQueryCollection query)
    {
        _body = body;
        _query = query;
    }

    /// <summary>Gets a field as it was sent; null if it is missing or empty.</summary>
    public string? this[string name] =>
        _body.TryGetValue(name, out string? value) && value.Length > 0 ? value : _query[name].FirstOrDefault(static value => !string.IsNullOrEmpty(value));

    /// <summary>Reads a request's fields.</summary>
    /// <exception cref="RefusedException">The body is in no known form, too large or broken.</exception>
    /// <exception cref="BadHttpRequestException">The body is too large, too slow or broken below its form.</exception>
    public static async Task<RequestForm> ReadAsync(HttpContext context, int maxBytes)
    {
        HttpRequest request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = maxBytes;
        }

        IReadOnlyDictionary<string, string> body = request.ContentLength == 0 ? new Dictionary<string, string>()
            : request.HasFormContentType ? await FormFields.ReadAsync(request, maxBytes).ConfigureAwait(false)
            : request.HasJsonContentType() ? await JsonFields.ReadAsync(request).ConfigureAwait(false)
            : await NoFieldsAsync(context).ConfigureAwait(false);
        return new(body, request.Query);
    }

    /// <exception cref="RefusedException">The field is missing.</exception>
    public string Required(string name) =>
        this[name] is { } value && !string.IsNullOrWhiteSpace(value) ? value : throw new RefusedException(StatusCodes.Status400BadRequest, $"The field '{name}' is missing.");

    private static async Task<Dictionary<string, string>> NoFieldsAsync(HttpContext context)
    {
        System.IO.Pipelines.ReadResult read = await context.Request.BodyReader.ReadAsync(context.RequestAborted).ConfigureAwait(false);
        bool isEmpty = read.Buffer.IsEmpty;
        context.Request.BodyReader.AdvanceTo(read.Buffer.End);
        return isEmpty
            ? []
            : throw new RefusedException(StatusCodes.Status415UnsupportedMediaType, "Send the fields as application/x-www-form-urlencoded, multipart/form-data or application/json, or in the query.");
    }
}
