using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Input;
using Mimi.Cli.Output;
using Mimi.Cli.Services;
using Mimi.Client.NictTra;
using Mimi.Client.Tokens;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi translate</c>: one text; each string of the answer is a line.</summary>
internal sealed class TranslateRun(TranslateOptions options, CliEnvironment environment)
{
    private const string Path = "machine_translation";

    public async Task<int> RunAsync()
    {
        string text = await TextInput.ReadAsync(options.Text, environment).ConfigureAwait(false);
        Connection connection = await Connection.OpenAsync(options.Service, MimiScopes.NictTra.Http, Path, environment).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var client = new NictTraClient(connection.Engine, connection.Credential, connection.Address);
            foreach (string line in await client.TranslateAsync(text, options.From, options.To, cancellationToken: environment.Stop.Requested).ConfigureAwait(false))
            {
                environment.Out.WriteLine(Printable.Line(line));
            }
        }

        return ExitCode.Done;
    }
}
