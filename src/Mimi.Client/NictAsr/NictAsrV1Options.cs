using Mimi.Client.Recognition;

namespace Mimi.Client.NictAsr;

/// <summary>What mimi ASR powered by NICT, version 1, is asked for.</summary>
public sealed record NictAsrV1Options : MimiRecognitionOptions
{
    /// <summary>Gets the language of the speech.</summary>
    /// <value>The default is <see cref="NictAsrLanguage.Japanese"/>.</value>
    public NictAsrLanguage Language { get; init; } = NictAsrLanguage.Japanese;
}
