using Mimi.Client.Recognition;

namespace Mimi.Client.GoogleAsr;

/// <summary>What Google's recognizer is asked for.</summary>
public sealed record GoogleAsrOptions : MimiRecognitionOptions
{
    /// <summary>Gets the language of the speech.</summary>
    /// <value>The default is <see cref="GoogleAsrLanguage.Japanese"/>.</value>
    public GoogleAsrLanguage Language { get; init; } = GoogleAsrLanguage.Japanese;
}
