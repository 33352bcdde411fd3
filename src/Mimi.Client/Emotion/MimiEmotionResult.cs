using Mimi.Client.Recognition;

namespace Mimi.Client.Emotion;

/// <summary>A result of emotion recognition (https://mimi.readme.io/docs/emoc-service).</summary>
public sealed class MimiEmotionResult : MimiRecognitionResult
{
    /// <summary>Gets how strongly each emotion was found.</summary>
    /// <value>Without any score if the message has none.</value>
    public MimiEmotionScores Scores { get; init; } = MimiEmotionScores.None;
}
