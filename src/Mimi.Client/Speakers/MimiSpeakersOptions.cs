using Mimi.Client.Services;

namespace Mimi.Client.Speakers;

/// <summary>How the calls of speaker training are waited for.</summary>
public sealed record MimiSpeakersOptions : MimiRequestOptions;
