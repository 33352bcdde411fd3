using Mimi.Wire;

namespace Mimi.Client.Testing;

/// <summary>Writes results in the format that a request asked for.</summary>
internal sealed class ResultWriter(ScriptedRequest request, string sessionId)
{
    private const string Version2 = "response_format=v2";

    /// <exception cref="ScriptException">The service does not send this kind of result, or its format is not public.</exception>
    public string Write(string text, MimiResultKind kind, TimeSpan start, TimeSpan end)
    {
        bool isVersion2 = request.Value(MimiHeaders.NictAsrOptions)?.Contains(Version2, StringComparison.OrdinalIgnoreCase) ?? false;
        MimiResultWord[] words = text.Length == 0 ? [] : [new(text, "", start, end)];
        return (request.Service, isVersion2, kind) switch
        {
            (MimiProcess.NictAsr, true, _) => MimiResultJson.NictV2(text, kind, start, sessionId),
            (MimiProcess.NictAsr, false, MimiResultKind.Final) => MimiResultJson.NictV1(words, sessionId),
            (MimiProcess.NictAsr, false, _) => throw new ScriptException($"NICT's recognizer sends no {kind} result in format v1; only its second format has them."),
            (MimiProcess.Asr, _, MimiResultKind.Partial) => throw new ScriptException("mimi ASR sends no partial results: each of its messages holds the whole hypothesis. Use a temporary result."),
            (MimiProcess.Asr, _, _) => MimiResultJson.Asr(words, kind == MimiResultKind.Final, sessionId),
            _ => throw new ScriptException($"How '{request.Service}' writes its results is not known here; send its JSON with SendText."),
        };
    }
}
