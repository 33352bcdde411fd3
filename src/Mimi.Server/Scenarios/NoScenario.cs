using Microsoft.AspNetCore.Http;
using Mimi.Server.Http;

namespace Mimi.Server.Scenarios;

/// <summary>Says what a tester has to write for a service to answer.</summary>
internal static class NoScenario
{
    public static RefusedException For(string service, string language, bool hasScenario) =>
        Refused(service, hasScenario, $"{{\"service\": \"{service}\", \"language\": \"{TextLimit.Shorten(language)}\", \"response\": …}}");

    public static RefusedException ForTranslation(string source, string target, bool hasScenario) =>
        Refused(ScenarioService.Translation, hasScenario, $"{{\"service\": \"{ScenarioService.Translation}\", \"language\": \"{TextLimit.Shorten(source)}\", \"targetLanguage\": \"{TextLimit.Shorten(target)}\", \"text\": …, \"translation\": [\"…\"]}}");

    private static RefusedException Refused(string service, bool hasScenario, string entry) => new(
        StatusCodes.Status501NotImplemented,
        $"There is no model for '{service}' here: it answers from a scenario, and {(hasScenario ? "that of this server has no entry that matches" : "this server was started without one")}. Write the entry {entry}, as docs/scenarios.md shows.");
}
