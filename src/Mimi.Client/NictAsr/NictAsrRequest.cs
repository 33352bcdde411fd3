using Mimi.Client.Recognition;
using Mimi.Client.Services;
using Mimi.Wire;

namespace Mimi.Client.NictAsr;

/// <summary>What both versions ask with.</summary>
internal static class NictAsrRequest
{
    public static MimiServiceRequest Describe(MimiRecognitionOptions options, NictAsrLanguage language, string nictOptions) => RecognitionRequest.Describe(
        options,
        MimiProcess.NictAsr,
        new(MimiHeaders.InputLanguage, language.Code),
        new(MimiHeaders.NictAsrOptions, nictOptions));
}
