using Mimi.Client.Serialization;

namespace Mimi.Client.Tests.Support;

/// <summary>JSON of mimi ASR.</summary>
internal static class Results
{
    public const string Final = """{"type":"asr#mimilvcsr","session_id":"s-1","status":"recog-finished","response":[{"result":"猫である","pronunciation":"ネコデアル","time":[0,1200]}]}""";

    public static string Temporary(int number) =>
        $$"""{"type":"asr#mimilvcsr","session_id":"s-1","status":"recog-in-progress","response":[{"result":"{{number}}","pronunciation":"","time":[0,{{number}}]}]}""";

    /// <summary>A decoder of plain text: what begins with "~" is temporary, "." is final, the rest is partial.</summary>
    public static MessageDecoder<string> PlainDecoder { get; } = new(
        static message => System.Text.Encoding.UTF8.GetString(message),
        static text => text[0] switch
        {
            '~' => MimiResultKind.Temporary,
            '.' => MimiResultKind.Final,
            _ => MimiResultKind.Partial,
        });
}
