using Mimi.Client.Services;

namespace Mimi.Client.NictTra;

/// <summary>How machine translation is waited for.</summary>
public sealed record NictTraOptions : MimiRequestOptions;
