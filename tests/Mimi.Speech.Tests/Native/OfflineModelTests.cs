using System.Text;
using Mimi.Speech.Models;
using Mimi.Speech.Native;
using Mimi.Speech.Tests.Support;

namespace Mimi.Speech.Tests.Native;

public sealed class OfflineModelTests(TinyModel model)
{
    [Fact]
    public void Version_LibraryLoaded_IsTheOneThatIsPinned()
    {
        Assert.Equal("1.13.8", SherpaLibrary.Version);
        Assert.Matches(@"^1\.\d+\.\d+$", SherpaLibrary.RuntimeVersion);
    }

    [Fact]
    public async Task Decode_TokensOfPartialCharacters_MakeWholeOnes()
    {
        (string encoder, string decoder, string tokens) = await TinyModel.FilesAsync();
        string[] lines = await File.ReadAllLinesAsync(tokens, TestContext.Current.CancellationToken);
        byte[] nation = Encoding.UTF8.GetBytes(" 国é");
        Speak(lines, " ask", nation[..2]);
        Speak(lines, " not", nation[2..]);
        string changed = Path.Combine(Directory.CreateTempSubdirectory("mimi-トークン").FullName, "tokens.txt");
        await File.WriteAllLinesAsync(changed, lines, TestContext.Current.CancellationToken);

        using OfflineModel spoken = Load(encoder, decoder, changed, double.PositiveInfinity);

        Assert.Contains("国é what your country can do for you", spoken.Decode(model.Jfk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decode_MoreTokensThanSpeechHolds_CutsOffAfterWholeCharacters()
    {
        (string encoder, string decoder, string tokens) = await TinyModel.FilesAsync();
        using OfflineModel whole = Load(encoder, decoder, tokens, double.PositiveInfinity);
        using OfflineModel capped = Load(encoder, decoder, tokens, maxTokensPerSecond: 0.5);

        string text = capped.Decode(model.Jfk);

        Assert.NotEqual("", text.Trim());
        Assert.StartsWith(text.Trim(), whole.Decode(model.Jfk).Trim(), StringComparison.Ordinal);
        Assert.InRange(text.Trim().Split(' ').Length, 3, 10);
    }

    private static void Speak(string[] lines, string token, byte[] bytes)
    {
        string start = Convert.ToBase64String(Encoding.UTF8.GetBytes(token)) + " ";
        int index = Array.FindIndex(lines, line => line.StartsWith(start, StringComparison.Ordinal));
        lines[index] = $"{Convert.ToBase64String(bytes)} {index}";
    }

    private static OfflineModel Load(string encoder, string decoder, string tokens, double maxTokensPerSecond)
    {
        using var strings = new NativeStrings();
        var files = new Dictionary<string, string> { ["encoder"] = encoder, ["decoder"] = decoder };
        var folder = new ModelDescription.UserFolder("en", ModelFamily.All[ModelFamily.Moonshine], files, tokens, "en", 1);
        return OfflineModel.Create(NativeConfigs.Offline(folder, strings), files.Values, maxTokensPerSecond);
    }
}
