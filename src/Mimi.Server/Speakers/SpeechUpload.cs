using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Mimi.Audio;
using Mimi.Server.Http;
using Mimi.Server.Recognition;

namespace Mimi.Server.Speakers;

/// <summary>Reads a speech to its end and keeps none of it: there is nothing here that could learn from it.</summary>
internal static class SpeechUpload
{
    private const string Form = "application/x-www-form-urlencoded";

    private const string Bytes = "application/octet-stream";

    /// <summary>What percent-encoding can make of a byte.</summary>
    private const int MaxEncodedBytes = 3;

    public static async Task ReadAsync(HttpContext context, TimeSpan maxLength)
    {
        string type = context.Request.ContentType ?? "";
        bool mayBeForm = type.StartsWith(Form, StringComparison.OrdinalIgnoreCase); // curl says so of raw audio, too.
        PcmFormat format = AudioType.ParsePcm(mayBeForm || type.StartsWith(Bytes, StringComparison.OrdinalIgnoreCase) ? null : RequestValues.AudioType(context.Request));
        long maxBytes = PcmIntake.MaxBytes(format, maxLength);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = (maxBytes * MaxEncodedBytes) + SpeechCounter.FieldBytes;
        }

        var counter = new SpeechCounter(mayBeForm);
        PipeReader body = context.Request.BodyReader;
        ReadResult read;
        do
        {
            read = await body.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            foreach (ReadOnlyMemory<byte> piece in read.Buffer)
            {
                counter.Add(piece.Span);
            }

            body.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted && counter.AudioBytes <= maxBytes);

        Check(counter.AudioBytes, maxBytes, format);
    }

    private static void Check(long audioBytes, long maxBytes, PcmFormat format)
    {
        if (audioBytes > maxBytes)
        {
            throw new RefusedException(StatusCodes.Status413PayloadTooLarge, "The speech is too long.");
        }

        if (audioBytes == 0 || audioBytes % format.BytesPerFrame != 0)
        {
            throw new RefusedException(StatusCodes.Status400BadRequest, $"A speech of {audioBytes} bytes is none. Send raw 16-bit PCM as the body, or as the urlencoded field 'file'.");
        }
    }
}
