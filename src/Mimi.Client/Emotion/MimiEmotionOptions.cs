using Mimi.Client.Recognition;

namespace Mimi.Client.Emotion;

/// <summary>What emotion recognition is told. Its only language is Japanese.</summary>
public sealed record MimiEmotionOptions : MimiRecognitionOptions;
