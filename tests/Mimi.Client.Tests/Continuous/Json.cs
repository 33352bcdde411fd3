using System.Globalization;

namespace Mimi.Client.Tests.Continuous;

/// <summary>What the services send.</summary>
internal static class Json
{
    public static string Asr(bool isFinal, params (string Text, double Start, double End)[] segments) =>
        $$"""{"type":"asr#mimilvcsr","session_id":"s","status":"{{Status(isFinal)}}","response":[{{string.Join(',', segments.Select(static s =>
            string.Create(CultureInfo.InvariantCulture, $$"""{"result":"{{s.Text}}","pronunciation":"","time":[{{s.Start}},{{s.End}}]}""")))}}]}""";

    public static string V1(string text) =>
        $$"""{"type":"asr#nictlvcsr","session_id":"s","status":"recog-finished","response":[{"result":"{{text}}|||||||"},{"result":"|||UTT-END||||"}]}""";

    public static string V2(bool isFinal, bool isDetermined, string text, double time) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"type":"asr#nictlvcsr2","session_id":"s","status":"{{Status(isFinal)}}","response":[{"result":"{{text}}","words":[],"determined":{{(isDetermined ? "true" : "false")}},"time":{{time}}}]}""");

    private static string Status(bool isFinal) => isFinal ? "recog-finished" : "recog-in-progress";
}
