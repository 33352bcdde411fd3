using Mimi.Speech.Native;

namespace Mimi.Speech.Models;

/// <summary>Writes a model down as the native library wants it.</summary>
internal static class NativeConfigs
{
    private static readonly FeatureConfig Features = new() { SampleRate = SpeechAudio.SampleRate, FeatureDimension = 80 };

    public static OfflineRecognizerConfig Offline(ModelDescription.UserFolder model, NativeStrings strings)
    {
        nint File(string name) => strings.Add(model.Files[name]);
        TransducerConfig Transducer() => new() { Encoder = File("encoder"), Decoder = File("decoder"), Joiner = File("joiner") };
        var config = new OfflineRecognizerConfig { Feature = Features, DecodingMethod = strings.Add("greedy_search") };
        config.Model.Tokens = strings.Add(model.Tokens);
        config.Model.Threads = model.Threads;
        config.Model.Provider = strings.Add("cpu");
        switch (model.Family.Name)
        {
            case ModelFamily.Moonshine:
                config.Model.Moonshine = new() { Encoder = File("encoder"), MergedDecoder = File("decoder") };
                break;
            case ModelFamily.MoonshineV1:
                config.Model.Moonshine = new()
                {
                    Preprocessor = File("preprocessor"),
                    Encoder = File("encoder"),
                    UncachedDecoder = File("uncachedDecoder"),
                    CachedDecoder = File("cachedDecoder"),
                };
                break;
            case ModelFamily.SenseVoice:
                config.Model.SenseVoice = new() { Model = File("model"), Language = strings.Add(model.Language), UseInverseTextNormalization = 1 };
                break;
            case ModelFamily.Paraformer:
                config.Model.Paraformer = File("model");
                break;
            case ModelFamily.Whisper:
                config.Model.Whisper = new() { Encoder = File("encoder"), Decoder = File("decoder"), Language = strings.Add(model.Language), Task = strings.Add("transcribe"), TailPaddings = -1 };
                break;
            case ModelFamily.NemoCtc:
                config.Model.NemoCtc = File("model");
                break;
            case ModelFamily.NemoTransducer:
                config.Model.Transducer = Transducer();
                config.Model.ModelType = strings.Add("nemo_transducer");
                break;
            case ModelFamily.Transducer:
                config.Model.Transducer = Transducer();
                break;
            default:
                throw new ArgumentException($"{model.Family.Name} is no offline family.", nameof(model));
        }

        return config;
    }

    public static OnlineRecognizerConfig Online(ModelDescription.UserFolder model, NativeStrings strings)
    {
        nint File(string name) => strings.Add(model.Files[name]);
        var config = new OnlineRecognizerConfig
        {
            Feature = Features,
            DecodingMethod = strings.Add("greedy_search"),
            EnableEndpoint = 1,
            Rule1MinTrailingSilence = 2.4f, // sherpa-onnx's own defaults: without a word, after a word, and at last.
            Rule2MinTrailingSilence = 1.2f,
            Rule3MinUtteranceLength = 20,
        };
        config.Model.Tokens = strings.Add(model.Tokens);
        config.Model.Threads = model.Threads;
        config.Model.Provider = strings.Add("cpu");
        switch (model.Family.Name)
        {
            case ModelFamily.StreamingZipformer:
                config.Model.Transducer = new() { Encoder = File("encoder"), Decoder = File("decoder"), Joiner = File("joiner") };
                break;
            case ModelFamily.StreamingZipformerCtc:
                config.Model.ZipformerCtc = File("model");
                break;
            case ModelFamily.StreamingParaformer:
                config.Model.ParaformerEncoder = File("encoder");
                config.Model.ParaformerDecoder = File("decoder");
                break;
            default:
                throw new ArgumentException($"{model.Family.Name} is no streaming family.", nameof(model));
        }

        return config;
    }
}
