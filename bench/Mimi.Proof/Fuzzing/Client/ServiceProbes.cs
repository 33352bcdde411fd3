using System.Text.Json;
using Mimi.Client.Air;
using Mimi.Client.Asr;
using Mimi.Client.Emotion;
using Mimi.Client.GoogleAsr;
using Mimi.Client.Lid;
using Mimi.Client.NictAsr;
using Mimi.Client.Srs;

namespace Mimi.Proof.Fuzzing.Client;

/// <summary>Every recognition service of the client, and what its results must be whatever the server said.</summary>
internal static class ServiceProbes
{
    private static readonly Uri Address = new("http://in-memory/");

    public static IReadOnlyList<ServiceProbe> All { get; } =
    [
        ServiceProbe.Create("asr", static engine => new MimiAsrClient(engine, null, Address), static result =>
        {
            Expect.Text(result.Text, "Text");
            foreach (MimiAsrSegment segment in result.Segments)
            {
                Expect.Text(segment.Text, "segment");
                Expect.Text(segment.Pronunciation, "pronunciation");
            }
        }),
        ServiceProbe.Create("nict-asr", static engine => new NictAsrV1Client(engine, null, Address), static result =>
        {
            Expect.Text(result.Text, "Text");
            foreach (NictAsrV1Word word in result.Words)
            {
                Expect.Text(word.Text + word.Pronunciation + word.Lemma + word.PartOfSpeech + word.ConjugationType + word.ConjugationForm, "word");
            }
        }),
        ServiceProbe.Create("nict-asr-2", static engine => new NictAsrV2Client(engine, null, Address), static result =>
        {
            Expect.Text(result.Text, "Text");
            foreach (NictAsrV2Segment segment in result.Segments)
            {
                Expect.Text(segment.Text, "segment");
                Expect.Text(string.Concat(segment.Words), "words");
            }
        }),
        ServiceProbe.Create("emo-categorical", static engine => new MimiEmotionClient(engine, null, Address), static result =>
        {
            Expect.Text(result.Scores.Strongest, "Strongest");
            Expect.That(result.Scores.All.All(static score => double.IsFinite(score.Value)), "A score is no number.");
        }),
        ServiceProbe.Create("google-asr", static engine => new GoogleAsrClient(engine, null, Address), static result =>
        {
            Expect.Text(result.Text, "Text");
            Check(result.Response);
        }),
        ServiceProbe.Create("lid", static engine => new MimiLidClient(engine, null, Address), static result => Check(result.Response)),
        ServiceProbe.Create("lidasr", static engine => new MimiLidAsrClient(engine, null, Address), static result => Check(result.Response)),
        ServiceProbe.Create("srs", static engine => new MimiSrsClient(engine, null, Address), static result => Check(result.Response), static options => options with { SpeakerGroupId = "group" }),
        ServiceProbe.Create("air", static engine => new MimiAirClient(engine, null, Address), static result => Check(result.Response)),
    ];

    /// <summary>JSON that is handed on as it came must still be readable after the message's buffer was used again.</summary>
    private static void Check(JsonElement? response)
    {
        if (response is { } json)
        {
            using JsonDocument again = JsonDocument.Parse(json.GetRawText());
            Expect.That(again.RootElement.ValueKind == json.ValueKind, "The response is another one when it is read again.");
        }
    }
}
