using Mimi.Client.Recognition;
using Mimi.Client.Services;
using Mimi.Wire;

namespace Mimi.Client.Lid;

/// <summary>What both services of language identification are asked with.</summary>
internal static class LidRequest
{
    public static MimiServiceRequest Describe(MimiLidOptions options, string process) =>
        options.Candidates.Count == 0
            ? RecognitionRequest.Describe(options, process)
            : RecognitionRequest.Describe(options, process, new KeyValuePair<string, string>(MimiHeaders.LidOptions, "lang=" + string.Join('|', options.Candidates)));
}
