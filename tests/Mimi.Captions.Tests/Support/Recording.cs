using System.Text.Json;

namespace Mimi.Captions.Support;

/// <summary>Recorded results of a session, as pieces. A folder's README says where they come from.</summary>
internal static class Recording
{
    public static List<CaptionPiece> Read(string name)
    {
        var pieces = new List<CaptionPiece>();
        long segment = 0;
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Recordings", name + ".jsonl")))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            bool isFinal = json.RootElement.GetProperty("kind").GetString() != "temporary";
            pieces.Add(new(segment, isFinal, json.RootElement.GetProperty("text").GetString()!, TimeSpan.FromMilliseconds(json.RootElement.GetProperty("start_ms").GetInt64())));
            segment += isFinal ? 1 : 0;
        }

        return pieces;
    }
}
