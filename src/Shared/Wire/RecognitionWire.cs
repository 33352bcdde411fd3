namespace Mimi.Wire;

/// <summary>Words of the recognition protocol that client and server both say.</summary>
internal static class RecognitionWire
{
    public const string InProgress = "recog-in-progress";
    public const string Finished = "recog-finished";

    public const string AsrType = "asr#mimilvcsr";
    public const string NictV1Type = "asr#nictlvcsr";
    public const string NictV2Type = "asr#nictlvcsr2";

    public const string SentenceSentinel = "SENT-START-END";
    public const string UtteranceSentinel = "UTT-END";

    public const string BreakCommand = "recog-break";

    /// <summary>The end of the utterance: no more audio follows.</summary>
    public const string Break = """{"command":"recog-break"}""";

    /// <summary>The most audio that one frame may carry (https://mimi.readme.io/docs/websocket-api).</summary>
    public const int MaxFrameBytes = 65_536;
}
