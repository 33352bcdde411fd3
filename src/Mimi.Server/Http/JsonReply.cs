using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Mimi.Server.Http;

/// <summary>Writes JSON in which Japanese stays Japanese.</summary>
internal static class JsonReply
{
    /// <summary>Nothing here is ever put into HTML, so nothing but quotes and control characters needs escaping.</summary>
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task SendAsync(HttpContext context, int statusCode, ReadOnlyMemory<byte> json)
    {
        context.Response.StatusCode = statusCode;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Sends an error in the shape of mimi's operation resources: some clients look into the body, some at the status.</summary>
    public static Task SendErrorAsync(HttpContext context, int statusCode, string error)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
        {
            json.WriteStartObject();
            json.WriteNumber("code"u8, statusCode);
            json.WriteString("error"u8, error);
            json.WriteString("status"u8, "error"u8);
            json.WriteEndObject();
        }

        return SendAsync(context, statusCode, buffer.WrittenMemory);
    }
}
