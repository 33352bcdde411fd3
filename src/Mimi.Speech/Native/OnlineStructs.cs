using System.Runtime.InteropServices;

namespace Mimi.Speech.Native;

[StructLayout(LayoutKind.Sequential)]
internal struct OnlineModelConfig
{
    public TransducerConfig Transducer;
    public nint ParaformerEncoder, ParaformerDecoder, ZipformerCtc, Tokens;
    public int Threads;
    public nint Provider;
    public int Debug;
    public nint ModelType, ModelingUnit, BpeVocabulary, TokensBuffer;
    public int TokensBufferSize;
    public nint NemoCtc, ToneCtc;
}

[StructLayout(LayoutKind.Sequential)]
internal struct OnlineRecognizerConfig
{
    public FeatureConfig Feature;
    public OnlineModelConfig Model;
    public nint DecodingMethod;
    public int MaxActivePaths, EnableEndpoint;
    public float Rule1MinTrailingSilence, Rule2MinTrailingSilence, Rule3MinUtteranceLength;
    public nint HotwordsFile;
    public float HotwordsScore;
    public nint Graph;
    public int GraphMaxActive;
    public nint RuleFsts, RuleFars;
    public float BlankPenalty;
    public nint HotwordsBuffer;
    public int HotwordsBufferSize;
    public HomophoneConfig Homophones;
}

/// <summary>What an online model has understood since its last reset.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OnlineResult
{
    public nint Text, Tokens, TokenArray, Timestamps;
    public int Count;
    public nint Json;
}
