using Mimi.Client.Services;
using Mimi.Wire;

namespace Mimi.Client.Recognition;

/// <summary>What every recognition service is asked with.</summary>
internal static class RecognitionRequest
{
    public static MimiServiceRequest Describe(MimiRecognitionOptions options, string process, params ReadOnlySpan<KeyValuePair<string, string>> headers) => new()
    {
        AudioFormat = options.AudioFormat,
        Session = options.Session,
        ResponseTimeout = options.ResponseTimeout,
        Retry = options.Retry,
        Headers = [new(MimiHeaders.Process, process), .. headers],
    };
}
