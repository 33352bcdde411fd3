using Mimi.Speech.Native;

namespace Mimi.Speech.Tests.Native;

public sealed class RefusedModelTests
{
    [Fact]
    public void Create_OfflineConfigRefused_NamesTheFiles()
    {
        using var strings = new NativeStrings();
        var config = new OfflineRecognizerConfig { Feature = new() { SampleRate = 16_000, FeatureDimension = 80 }, DecodingMethod = strings.Add("greedy_search") };
        config.Model.Tokens = strings.Add("/nowhere/tokens.txt");

        var error = Assert.Throws<SpeechUnavailableException>(() => OfflineModel.Create(config, ["/nowhere/音声.onnx"], 6.5));

        Assert.Contains("/nowhere/音声.onnx", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_OnlineConfigRefused_NamesTheFiles()
    {
        using var strings = new NativeStrings();
        var config = new OnlineRecognizerConfig { Feature = new() { SampleRate = 16_000, FeatureDimension = 80 }, DecodingMethod = strings.Add("greedy_search") };
        config.Model.Tokens = strings.Add("/nowhere/tokens.txt");

        var error = Assert.Throws<SpeechUnavailableException>(() => OnlineModel.Create(config, ["/nowhere/音声.onnx"]));

        Assert.Contains("/nowhere/音声.onnx", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_VoiceModelMissing_NamesTheFile()
    {
        var error = Assert.Throws<SpeechUnavailableException>(() => VoiceDetector.Create("/nowhere/silero.onnx", 0.5f));

        Assert.Contains("/nowhere/silero.onnx", error.Message, StringComparison.Ordinal);
    }
}
