using System.Text.Json;

namespace Mimi.Cli.Output;

public sealed class JsonViewTests
{
    [Fact]
    public void Show_Results_AreOneObjectALine()
    {
        var writer = new StringWriter { NewLine = "\n" };
        var view = new JsonView(writer, TextWriter.Null);
        view.Begin(new("録音\"1\".wav", "", null, ""));
        view.Show(new Recognized(RecognizedKind.Temporary, "今日\n\u001b[2J\"は\"", 4, TimeSpan.FromMilliseconds(1_100.9), TimeSpan.FromSeconds(2), "11111111-2222"));
        view.Show(new Recognized(RecognizedKind.Partial, "", 4, TimeSpan.Zero, null, "s"));
        view.Show(new Recognized(RecognizedKind.Final, "😀", 5, null, null, null));
        view.End(isComplete: true);

        string[] lines = writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        JsonElement[] objects = [.. lines.Select(static line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["temporary", "partial", "final"], objects.Select(static o => o.GetProperty("kind").GetString()));
        Assert.Equal("録音\"1\".wav", objects[0].GetProperty("file").GetString());
        Assert.Equal("今日\n\u001b[2J\"は\"", objects[0].GetProperty("text").GetString());
        Assert.Equal(1_100, objects[0].GetProperty("start_ms").GetInt64());
        Assert.Equal(2_000, objects[0].GetProperty("end_ms").GetInt64());
        Assert.Equal([4, 4, 5], objects.Select(static o => o.GetProperty("segment").GetInt64()));
        Assert.Equal(JsonValueKind.Null, objects[1].GetProperty("end_ms").ValueKind);
        Assert.Equal("11111111-2222", objects[0].GetProperty("session_id").GetString());
        Assert.Equal(JsonValueKind.Null, objects[2].GetProperty("start_ms").ValueKind);
        Assert.Equal(JsonValueKind.Null, objects[2].GetProperty("session_id").ValueKind);
        Assert.Contains("今日", lines[0], StringComparison.Ordinal); // readable
        Assert.DoesNotContain('\u001b', writer.ToString());
    }
}
