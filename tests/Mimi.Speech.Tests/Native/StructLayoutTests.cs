using Mimi.Speech.Native;
using Mimi.Speech.Tests.Support;

namespace Mimi.Speech.Tests.Native;

/// <summary>The library prints the configuration it was given when it is asked to debug: each field must arrive where we meant it.</summary>
public sealed class StructLayoutTests
{
    public static bool IsLinux => OperatingSystem.IsLinux();

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Needs Linux to catch the standard error stream.")]
    public void Online_EveryField_ArrivesInTheLibrary()
    {
        using var strings = new NativeStrings();
        var config = new OnlineRecognizerConfig
        {
            Feature = new() { SampleRate = 16_001, FeatureDimension = 81 },
            DecodingMethod = strings.Add("method-x"),
            MaxActivePaths = 5,
            EnableEndpoint = 1,
            Rule1MinTrailingSilence = 1.5f,
            Rule2MinTrailingSilence = 2.5f,
            Rule3MinUtteranceLength = 3.5f,
            HotwordsScore = 4.5f,
            GraphMaxActive = 77,
            Graph = strings.Add("graph-x"),
            RuleFsts = strings.Add("fsts-x"),
            RuleFars = strings.Add("fars-x"),
            BlankPenalty = 6.5f,
        };
        config.Model = new()
        {
            Transducer = new() { Encoder = strings.Add("enc-x"), Decoder = strings.Add("dec-x"), Joiner = strings.Add("join-x") },
            ParaformerEncoder = strings.Add("penc-x"),
            ParaformerDecoder = strings.Add("pdec-x"),
            ZipformerCtc = strings.Add("zctc-x"),
            Tokens = strings.Add("tok-x"),
            Threads = 3,
            Provider = strings.Add("cpu"),
            Debug = 1,
            ModelType = strings.Add("type-x"),
            NemoCtc = strings.Add("nemo-x"),
            ToneCtc = strings.Add("tone-x"),
        };

        string printed = NativeErrors.Capture(() => Sherpa.CreateOnlineRecognizer(config).Dispose());

        AssertPrinted(
            printed,
            "sampling_rate=16001", "feature_dim=81", "encoder=\"enc-x\", decoder=\"dec-x\", joiner=\"join-x\"",
            "encoder=\"penc-x\", decoder=\"pdec-x\"", "zipformer2_ctc=OnlineZipformer2CtcModelConfig(model=\"zctc-x\")",
            "nemo_ctc=OnlineNeMoCtcModelConfig(model=\"nemo-x\")", "t_one_ctc=OnlineToneCtcModelConfig(model=\"tone-x\")",
            "tokens=\"tok-x\"", "num_threads=3", "provider=\"cpu\"", "model_type=\"type-x\"", "decoding_method=\"method-x\"",
            "max_active_paths=5", "enable_endpoint=True", "min_trailing_silence=1.5", "min_trailing_silence=2.5", "min_utterance_length=3.5",
            "hotwords_score=4.5", "graph=\"graph-x\", max_active=77", "rule_fsts=\"fsts-x\"", "rule_fars=\"fars-x\"", "blank_penalty=6.5");
    }

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Needs Linux to catch the standard error stream.")]
    public void Offline_EveryField_ArrivesInTheLibrary()
    {
        using var strings = new NativeStrings();
        var config = new OfflineRecognizerConfig
        {
            Feature = new() { SampleRate = 16_001, FeatureDimension = 81 },
            DecodingMethod = strings.Add("method-x"),
            MaxActivePaths = 5,
            LanguageModel = strings.Add("lm-x"),
            LanguageModelScale = 1.5f,
            HotwordsScore = 4.5f,
            RuleFsts = strings.Add("fsts-x"),
            RuleFars = strings.Add("fars-x"),
            BlankPenalty = 6.5f,
            Graph = strings.Add("graph-x"),
            GraphMaxActive = 77,
        };
        config.Model.Transducer = new() { Encoder = strings.Add("enc-x"), Decoder = strings.Add("dec-x"), Joiner = strings.Add("join-x") };
        config.Model.Paraformer = strings.Add("para-x");
        config.Model.NemoCtc = strings.Add("nemo-x");
        config.Model.Whisper = new() { Encoder = strings.Add("wenc-x"), Decoder = strings.Add("wdec-x"), Language = strings.Add("wlang-x"), Task = strings.Add("transcribe"), TailPaddings = 9 };
        config.Model.Tokens = strings.Add("tok-x");
        config.Model.Threads = 3;
        config.Model.Debug = 1;
        config.Model.Provider = strings.Add("cpu");
        config.Model.ModelType = strings.Add("type-x");
        config.Model.SenseVoice = new() { Model = strings.Add("sense-x"), Language = strings.Add("slang-x"), UseInverseTextNormalization = 1 };
        config.Model.Moonshine = new() { Preprocessor = strings.Add("mpre-x"), Encoder = strings.Add("menc-x"), UncachedDecoder = strings.Add("munc-x"), CachedDecoder = strings.Add("mcac-x"), MergedDecoder = strings.Add("mmer-x") };
        config.Model.Cohere = new() { Encoder = strings.Add("cenc-x"), Decoder = strings.Add("cdec-x"), Language = strings.Add("clang-x"), UsePunctuation = 1, UseInverseTextNormalization = 1 };
        config.Model.Qwen3.Hotwords = strings.Add("qhot-x");

        string printed = NativeErrors.Capture(() => Sherpa.CreateOfflineRecognizer(config).Dispose());

        AssertPrinted(
            printed,
            "sampling_rate=16001", "feature_dim=81", "encoder_filename=\"enc-x\", decoder_filename=\"dec-x\", joiner_filename=\"join-x\"",
            "paraformer=OfflineParaformerModelConfig(model=\"para-x\")", "nemo_ctc=OfflineNemoEncDecCtcModelConfig(model=\"nemo-x\")",
            "encoder=\"wenc-x\", decoder=\"wdec-x\", language=\"wlang-x\", task=\"transcribe\", tail_paddings=9",
            "tokens=\"tok-x\"", "num_threads=3", "provider=\"cpu\"", "model_type=\"type-x\"",
            "sense_voice=OfflineSenseVoiceModelConfig(model=\"sense-x\", language=\"slang-x\", use_itn=True)",
            "preprocessor=\"mpre-x\", encoder=\"menc-x\", uncached_decoder=\"munc-x\", cached_decoder=\"mcac-x\", merged_decoder=\"mmer-x\"",
            "encoder=\"cenc-x\", decoder=\"cdec-x\", language=\"clang-x\", use_punct=True, use_itn=True", "hotwords=\"qhot-x\"",
            "lm_config=OfflineLMConfig(model=\"lm-x\", scale=1.5", "decoding_method=\"method-x\"", "max_active_paths=5", "hotwords_score=4.5",
            "rule_fsts=\"fsts-x\"", "rule_fars=\"fars-x\"", "blank_penalty=6.5");
    }

    [Fact(SkipUnless = nameof(IsLinux), Skip = "Needs Linux to catch the standard error stream.")]
    public void Voice_EveryField_ArrivesInTheLibrary()
    {
        using var strings = new NativeStrings();
        var config = new VoiceConfig
        {
            Silero = new() { Model = strings.Add("silero-x"), Threshold = 0.25f, MinSilenceSeconds = 1.5f, MinSpeechSeconds = 2.5f, WindowSize = 511, MaxSpeechSeconds = 3.5f },
            SampleRate = 16_001,
            Threads = 3,
            Provider = strings.Add("cpu"),
            Debug = 1,
        };

        string printed = NativeErrors.Capture(() => Sherpa.CreateVoiceDetector(config, 1).Dispose());

        AssertPrinted(
            printed, "model=\"silero-x\"", "threshold=0.25", "min_silence_duration=1.5", "min_speech_duration=2.5", "max_speech_duration=3.5",
            "window_size=511", "sample_rate=16001", "num_threads=3", "provider=\"cpu\"");
    }

    private static void AssertPrinted(string printed, params string[] fields) => Assert.All(fields, field => Assert.Contains(field, printed, StringComparison.Ordinal));
}
