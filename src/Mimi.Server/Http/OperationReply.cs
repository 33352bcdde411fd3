using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Mimi.Server.Http;

/// <summary>Writes operation resources.</summary>
internal sealed class OperationReply(TimeProvider time)
{
    /// <summary>Sends an operation that is over.</summary>
    /// <param name="context">The request.</param>
    /// <param name="operation">What was done.</param>
    /// <param name="more">Writes further members.</param>
    public Task SendAsync(HttpContext context, Operation operation, Action<Utf8JsonWriter>? more = null)
    {
        string id = Guid.NewGuid().ToString("N");
        long now = time.GetUtcNow().ToUnixTimeSeconds();
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonReply.WriterOptions))
        {
            json.WriteStartObject();
            more?.Invoke(json);
            json.WriteString("operationId"u8, id);
            json.WriteNumber("startTimestamp"u8, now);
            json.WriteNumber("endTimestamp"u8, now);
            json.WriteString("selfLink"u8, Link(context, $"{operation.Collection}/{id}"));
            json.WriteString("targetLink"u8, operation.Target.Length == 0 ? "" : Link(context, operation.Target));
            json.WriteString("kind"u8, operation.Kind);
            json.WriteNumber("code"u8, operation.Code);
            json.WriteNumber("progress"u8, 100);
            json.WriteString("status"u8, operation.Error.Length == 0 ? "success"u8 : "error"u8);
            json.WriteString("error"u8, operation.Error);
            json.WriteEndObject();
        }

        return JsonReply.SendAsync(context, operation.Code, buffer.WrittenMemory);
    }

    private static string Link(HttpContext context, string path) => $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}{path}";
}
