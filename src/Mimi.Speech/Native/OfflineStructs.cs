using System.Runtime.InteropServices;

namespace Mimi.Speech.Native;

// The layouts of sherpa-onnx 1.13.8's public header, c-api.h, for 64-bit systems. A test compares them with what the library itself prints.
// Each string is UTF-8 and only read while a recognizer is created. Families this library does not offer keep their place as Unused fields.

[StructLayout(LayoutKind.Sequential)]
internal struct FeatureConfig
{
    public int SampleRate, FeatureDimension;
}

[StructLayout(LayoutKind.Sequential)]
internal struct TransducerConfig
{
    public nint Encoder, Decoder, Joiner;
}

[StructLayout(LayoutKind.Sequential)]
internal struct WhisperConfig
{
    public nint Encoder, Decoder, Language, Task;
    public int TailPaddings, EnableTokenTimestamps, EnableSegmentTimestamps;
}

[StructLayout(LayoutKind.Sequential)]
internal struct SenseVoiceConfig
{
    public nint Model, Language;
    public int UseInverseTextNormalization;
}

[StructLayout(LayoutKind.Sequential)]
internal struct MoonshineConfig
{
    public nint Preprocessor, Encoder, UncachedDecoder, CachedDecoder, MergedDecoder;
}

[StructLayout(LayoutKind.Sequential)]
internal struct CanaryConfig
{
    public nint Encoder, Decoder, SourceLanguage, TargetLanguage;
    public int UsePunctuation;
}

[StructLayout(LayoutKind.Sequential)]
internal struct FunAsrNanoConfig
{
    public nint EncoderAdaptor, LanguageModel, Embedding, Tokenizer, SystemPrompt, UserPrompt;
    public int MaxNewTokens;
    public float Temperature, TopP;
    public int Seed;
    public nint Language;
    public int UseInverseTextNormalization;
    public nint Hotwords;
}

[StructLayout(LayoutKind.Sequential)]
internal struct Qwen3Config
{
    public nint Frontend, Encoder, Decoder, Tokenizer;
    public int MaxTotalLength, MaxNewTokens;
    public float Temperature, TopP;
    public int Seed;
    public nint Hotwords;
}

[StructLayout(LayoutKind.Sequential)]
internal struct CohereConfig
{
    public nint Encoder, Decoder, Language;
    public int UsePunctuation, UseInverseTextNormalization;
}

[StructLayout(LayoutKind.Sequential)]
internal struct OfflineModelConfig
{
    public TransducerConfig Transducer;
    public nint Paraformer, NemoCtc;
    public WhisperConfig Whisper;
    public nint Tdnn, Tokens;
    public int Threads, Debug;
    public nint Provider, ModelType, ModelingUnit, BpeVocabulary, TelespeechCtc;
    public SenseVoiceConfig SenseVoice;
    public MoonshineConfig Moonshine;
    public nint FireRedEncoder, FireRedDecoder, Dolphin, ZipformerCtc;
    public CanaryConfig Canary;
    public nint WenetCtc, Omnilingual, MedAsr;
    public FunAsrNanoConfig FunAsrNano;
    public nint FireRedCtc;
    public Qwen3Config Qwen3;
    public CohereConfig Cohere;
}

[StructLayout(LayoutKind.Sequential)]
internal struct HomophoneConfig
{
    public nint Unused, Lexicon, RuleFsts;
}

[StructLayout(LayoutKind.Sequential)]
internal struct OfflineRecognizerConfig
{
    public FeatureConfig Feature;
    public OfflineModelConfig Model;
    public nint LanguageModel;
    public float LanguageModelScale;
    public nint DecodingMethod;
    public int MaxActivePaths;
    public nint HotwordsFile;
    public float HotwordsScore;
    public nint RuleFsts, RuleFars;
    public float BlankPenalty;
    public HomophoneConfig Homophones;
    public nint Graph; // Newer headers end with a graph decoder; an older library does not read this far.
    public int GraphMaxActive;
}

/// <summary>The beginning of a result. What follows is not needed, and belongs to the library anyway.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OfflineResult
{
    public nint Text, Timestamps;
    public int Count;
    public nint Tokens, TokenArray;
}
