using System.Text.Json;

namespace Mimi.Cli.Output;

public sealed class JsonViewTests
{
    [Fact]
    public void Show_Results_AreOneObjectALine()
    {
        var writer = new StringWriter { NewLine = "\n" };
        var view = new JsonView(writer);
        view.Begin(new("録音\"1\".wav", "", null, ""));
        view.Show(new(RecognizedKind.Temporary, "今日\n\u001b[2J\"は\"", TimeSpan.FromMilliseconds(1_100.9), "11111111-2222"));
        view.Show(new(RecognizedKind.Partial, "", TimeSpan.Zero, "s"));
        view.Show(new(RecognizedKind.Final, "😀", null, null));
        view.End(isComplete: true);

        string[] lines = writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        JsonElement[] objects = [.. lines.Select(static line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["temporary", "partial", "final"], objects.Select(static o => o.GetProperty("kind").GetString()));
        Assert.Equal("録音\"1\".wav", objects[0].GetProperty("file").GetString());
        Assert.Equal("今日\n\u001b[2J\"は\"", objects[0].GetProperty("text").GetString());
        Assert.Equal(1_100, objects[0].GetProperty("start_ms").GetInt64());
        Assert.Equal("11111111-2222", objects[0].GetProperty("session_id").GetString());
        Assert.Equal(JsonValueKind.Null, objects[2].GetProperty("start_ms").ValueKind);
        Assert.Equal(JsonValueKind.Null, objects[2].GetProperty("session_id").ValueKind);
        Assert.Contains("今日", lines[0], StringComparison.Ordinal); // readable
        Assert.DoesNotContain('\u001b', writer.ToString());
    }
}
