using Mimi.Client.Recognition;

namespace Mimi.Client.Asr;

/// <summary>What mimi ASR is asked for.</summary>
public sealed record MimiAsrOptions : MimiRecognitionOptions
{
    /// <summary>Gets the language of the speech.</summary>
    /// <value>The default is <see cref="MimiAsrLanguage.Japanese"/>.</value>
    public MimiAsrLanguage Language { get; init; } = MimiAsrLanguage.Japanese;
}
