using System.Globalization;
using Mimi.Audio;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Input;
using Mimi.Cli.Output;
using Mimi.Cli.Services;
using Mimi.Client;
using Mimi.Client.Emotion;
using Mimi.Client.Tokens;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi emotion</c>: one recording, a score for each emotion.</summary>
internal sealed class EmotionRun(EmotionOptions options, CliEnvironment environment)
{
    public async Task<int> RunAsync()
    {
        PcmAudio audio = await AudioInput.OpenAsync(options.File, options.Raw, environment).ConfigureAwait(false);
        await using (audio.ConfigureAwait(false))
        {
            Connection connection = await Connection.OpenAsync(options.Service, MimiScopes.EmoCategorical.Http, "", environment).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                Write(await AskAsync(connection, audio).ConfigureAwait(false));
            }
        }

        return ExitCode.Done;
    }

    private Task<MimiEmotionResult> AskAsync(Connection connection, PcmAudio audio)
    {
        var format = MimiAudioFormat.Pcm(audio.Format.SampleRate, audio.Format.Channels);
        var client = new MimiEmotionClient(connection.Engine, connection.Credential, connection.Address);
        return client.RecognizeAsync(audio.Data, new() { AudioFormat = format }, environment.Stop.Requested);
    }

    private void Write(MimiEmotionResult result)
    {
        (string Name, double Score)[] scores = [.. result.Scores.All.OrderByDescending(static score => score.Value).Select(static score => (score.Key, score.Value))];
        if (options.Json)
        {
            environment.Out.WriteLine(JsonLine.Write(json =>
            {
                json.WriteString("file", options.File);
                json.WriteStartObject("scores");
                foreach ((string name, double score) in scores)
                {
                    json.WriteNumber(name, score);
                }

                json.WriteEndObject();
                json.WriteString("session_id", result.SessionId);
            }));
            return;
        }

        if (scores.Length == 0)
        {
            throw new CliException(ExitCode.Refused, "the service gave no scores.");
        }

        foreach ((string name, double score) in scores)
        {
            environment.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Printable.Line(name)} {score}"));
        }
    }
}
