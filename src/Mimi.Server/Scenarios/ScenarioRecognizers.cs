using Mimi.Speech;

namespace Mimi.Server.Scenarios;

/// <summary>Lets a scenario answer in place of the models, for one recognition service. What it has no entry for goes to the models.</summary>
internal sealed class ScenarioRecognizers(MimiScenario? scenario, string service, ISpeechRecognizerSource models) : ISpeechRecognizerSource
{
    public async ValueTask<ISpeechRecognizer> GetAsync(string language, CancellationToken cancellationToken = default) =>
        scenario?.Perform(service, language) ?? await models.GetAsync(language, cancellationToken).ConfigureAwait(false);

    /// <summary>The models belong to somebody else.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
