namespace Mimi.Client.Recognition;

/// <summary>What every message of a recognition service has.</summary>
/// <typeparam name="TResponse">What the service's <c>response</c> becomes.</typeparam>
internal readonly record struct Envelope<TResponse>(string Type, string SessionId, MimiRecognitionStatus Status, TResponse Response, string? RawJson);
