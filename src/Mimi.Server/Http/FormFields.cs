using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mimi.Server.Http;

/// <summary>Reads the fields of an urlencoded or multipart body. Only <c>&amp;</c> separates: scopes are joined with semicolons, and some clients send them raw.</summary>
internal static class FormFields
{
    public static async Task<Dictionary<string, string>> ReadAsync(HttpRequest request, int maxBytes)
    {
        var options = new FormOptions
        {
            KeyLengthLimit = 256,
            ValueLengthLimit = maxBytes,
            ValueCountLimit = 64,
            MultipartBodyLengthLimit = maxBytes,
            MemoryBufferThreshold = maxBytes, // Secrets do not belong into temporary files.
        };
        try
        {
            IFormCollection form = await request.ReadFormAsync(options, request.HttpContext.RequestAborted).ConfigureAwait(false);
            var fields = form.ToDictionary(static field => field.Key, static field => field.Value.FirstOrDefault() ?? "", StringComparer.Ordinal);
            foreach (IFormFile file in form.Files)
            {
                using var reader = new StreamReader(file.OpenReadStream()); // Python's requests sends fields as files.
                fields.TryAdd(file.Name, await reader.ReadToEndAsync(request.HttpContext.RequestAborted).ConfigureAwait(false));
            }

            return fields;
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException) && !request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            throw new RefusedException(StatusCodes.Status400BadRequest, "The form in the body cannot be read: it is broken, or too long.");
        }
    }
}
