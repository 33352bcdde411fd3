using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Input;
using Mimi.Cli.Output;
using Mimi.Cli.Services;
using Mimi.Client.NictTts;
using Mimi.Client.Tokens;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi speak</c>: one text, one piece of audio.</summary>
internal sealed class SpeakRun(SpeakOptions options, CliEnvironment environment)
{
    private const string Path = "speech_synthesis";

    public async Task<int> RunAsync()
    {
        string text = await TextInput.ReadAsync(options.Text, environment).ConfigureAwait(false);
        Connection connection = await Connection.OpenAsync(options.Service, MimiScopes.NictTts.Http, Path, environment, speaks: true).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var client = new NictTtsClient(connection.Engine, connection.Credential, connection.Address);
            NictTtsAudio audio = await client.SynthesizeAsync(text, Describe(), environment.Stop.Requested).ConfigureAwait(false);
            await AudioOutput.WriteAsync(options.Output, options.Raw ? audio.ToPcm().Data : WavFile.Of(audio), environment).ConfigureAwait(false);
        }

        return ExitCode.Done;
    }

    private NictTtsOptions Describe() => new()
    {
        Language = options.Language,
        AudioFormat = options.Raw ? NictTtsAudioFormat.Raw : NictTtsAudioFormat.Wav,
        Gender = options.Gender switch
        {
            SpeakCommand.Female => NictTtsGender.Female,
            SpeakCommand.Male => NictTtsGender.Male,
            _ => NictTtsGender.Unknown,
        },
        Rate = options.Rate,
    };
}
