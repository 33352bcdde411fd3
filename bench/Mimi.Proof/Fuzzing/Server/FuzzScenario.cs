using Mimi.Server;
using Mimi.Speech;

namespace Mimi.Proof.Fuzzing.Server;

/// <summary>What the local mimi answers while it is fuzzed: fast, and the same each time.</summary>
internal static class FuzzScenario
{
    public const string Text = "今日はいい天気です。";

    /// <summary>The token of the server that asks for one.</summary>
    public const string Token = "fuzz-token-0123456789";

    public static MimiServerOptions Options(ErrorLog log, bool isOpen, bool strict) => new()
    {
        Recognizers = new NoRecognizers(),
        Synthesizer = new ShortVoice(),
        Scenario = MimiScenario.Parse($$"""
            { "entries": [
              { "service": "asr", "results": [ { "at": 10, "temporary": "今日は" }, { "at": 30, "final": "今日は。" }, { "final": "{{Text}}" } ] },
              { "service": "nict-asr", "language": "ja", "results": [ { "at": 10, "temporary": "今日" }, { "at": 20, "final": "{{Text}}" }, { "final": "𠮷野家" } ] },
              { "service": "nict-asr", "language": "en", "audio": { "minMilliseconds": 20 }, "results": [ { "final": "hello" } ] },
              { "service": "emo-categorical", "interim": [ { "at": 10, "response": { "scores": {} } } ], "response": { "scores": { "happiness": 0.7 } } },
              { "service": "lid", "response": [ { "language": "ja" } ] },
              { "service": "srs", "response": { "speaker": "1" } },
              { "service": "air", "audio": { "minMilliseconds": 10, "maxMilliseconds": 50 }, "response": { "class": "拍手" } },
              { "service": "machine_translation", "language": "ja", "targetLanguage": "en", "translation": ["Hello."] },
              { "service": "machine_translation", "language": "en", "translation": ["こんにちは。"] }
            ] }
            """),
        AccessToken = isOpen ? null : Token,
        StrictFrames = strict,
        LoggerFactory = log,
    };

    /// <summary>What no entry answers goes to the models; there are none.</summary>
    private sealed class NoRecognizers : ISpeechRecognizerSource
    {
        public ValueTask<ISpeechRecognizer> GetAsync(string language, CancellationToken cancellationToken = default) =>
            throw new SpeechUnavailableException("No model here.") { IsLanguageUnknown = true };

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class ShortVoice : ISpeechSynthesizer
    {
        public Task<short[]> SpeakAsync(SpeechSynthesisRequest request, CancellationToken cancellationToken = default) => request.Language is "ja" or "en"
            ? Task.FromResult(new short[160])
            : throw new SpeechUnavailableException("No voice for this language.") { IsLanguageUnknown = true };

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
