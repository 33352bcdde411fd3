using System.Collections.Frozen;

namespace Mimi.Speech.Models;

/// <summary>A kind of model: which files it consists of, and whether it streams.</summary>
/// <param name="Name">Its name in the configuration file.</param>
/// <param name="IsStreaming">Whether the model hears audio as it comes, and so needs no voice detector.</param>
/// <param name="Files">What its files are called in the configuration file, besides <c>tokens</c>.</param>
internal sealed record ModelFamily(string Name, bool IsStreaming, params string[] Files)
{
    public const string Moonshine = "moonshine";
    public const string MoonshineV1 = "moonshine-v1";
    public const string StreamingZipformer = "streaming-zipformer";
    public const string StreamingZipformerCtc = "streaming-zipformer-ctc";
    public const string StreamingParaformer = "streaming-paraformer";
    public const string SenseVoice = "sense-voice";
    public const string Paraformer = "paraformer";
    public const string Whisper = "whisper";
    public const string NemoCtc = "nemo-ctc";
    public const string NemoTransducer = "nemo-transducer";
    public const string Transducer = "transducer";

    public static FrozenDictionary<string, ModelFamily> All { get; } = new ModelFamily[]
    {
        new(Moonshine, false, "encoder", "decoder"),
        new(MoonshineV1, false, "preprocessor", "encoder", "uncachedDecoder", "cachedDecoder"),
        new(StreamingZipformer, true, "encoder", "decoder", "joiner"),
        new(StreamingZipformerCtc, true, "model"),
        new(StreamingParaformer, true, "encoder", "decoder"),
        new(SenseVoice, false, "model"),
        new(Paraformer, false, "model"),
        new(Whisper, false, "encoder", "decoder"),
        new(NemoCtc, false, "model"),
        new(NemoTransducer, false, "encoder", "decoder", "joiner"),
        new(Transducer, false, "encoder", "decoder", "joiner"),
    }.ToFrozenDictionary(static family => family.Name, StringComparer.OrdinalIgnoreCase);
}
