using Mimi.Server.Recognition;
using Mimi.Wire;

namespace Mimi.Server.Scenarios;

/// <summary>The services that a scenario can answer for, as its file names them: an audio service by its <c>x-mimi-process</c>, translation by its path.</summary>
internal static class ScenarioService
{
    public const string Translation = "machine_translation";

    public static IReadOnlyList<string> All { get; } = [MimiProcess.Asr, MimiProcess.NictAsr, .. AudioService.Scripted, Translation];
}
