using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Mimi.Server.Access;
using Mimi.Server.Http;
using Mimi.Server.Scenarios;

namespace Mimi.Server.Translation;

/// <summary>Translates from the scenario: an array of strings (https://mimi.readme.io/reference/machine-translation).</summary>
internal sealed class TranslationEndpoint(MimiServerOptions options, AccessCheck access)
{
    private const string Japanese = "ja";

    private readonly ILogger _logger = options.LoggerFactory.CreateLogger("Mimi.Server.Translation");

    public void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.Map("/machine_translation", new ErrorGuard(_logger, JsonReply.SendErrorAsync).Around(TranslateAsync));

    private static byte[] Json(IReadOnlyList<string> translation)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonReply.WriterOptions))
        {
            json.WriteStartArray();
            foreach (string text in translation)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private async Task TranslateAsync(HttpContext context)
    {
        await access.AdmitAsync(context, Scope.Translation).ConfigureAwait(false);
        Methods.Demand(context, HttpMethods.Post, HttpMethods.Get);
        RequestForm form = await RequestForm.ReadAsync(context, TextLimit.BodyBytes(options.MaxTextCharacters)).ConfigureAwait(false);
        string text = TextLimit.Check(form.Required("text"), options.MaxTextCharacters);
        (string source, string target) = (form.Required("source_lang"), form.Required("target_lang"));
        if (source == Japanese == (target == Japanese))
        {
            throw new RefusedException(StatusCodes.Status400BadRequest, "One of source_lang and target_lang must be 'ja', and the other must not.");
        }

        IReadOnlyList<string> translation = options.Scenario?.Translate(source, target, text)
            ?? throw NoScenario.ForTranslation(source, target, options.Scenario is not null);
        await JsonReply.SendAsync(context, StatusCodes.Status200OK, Json(translation)).ConfigureAwait(false);
    }
}
