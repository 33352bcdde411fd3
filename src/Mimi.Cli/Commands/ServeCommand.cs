using System.CommandLine;
using Mimi.Cli.Hosting;

namespace Mimi.Cli.Commands;

/// <summary><c>mimi serve</c>: what its command line looks like.</summary>
internal static class ServeCommand
{
    public const string Details = """
        It listens on 127.0.0.1 only, and writes its address to standard output when it is ready. With MIMI_TOKEN set,
        callers must show that token. Ctrl-C closes the running sessions and ends; pressed again, it ends at once.

        """;

    public static Command Create(CliEnvironment environment)
    {
        Option<int?> port = CliOptions.Number("--port", "The port; 0 takes a free one. Default: 8710.", 0, 65_535);
        var https = new Option<bool>("--https") { Description = "Speaks TLS, with a certificate of its own making." };
        var strict = new Option<bool>("--strict") { Description = "Holds callers to mimi's documented limits: frames of 65,536 bytes, not fragmented." };
        var local = new LocalModelSymbols();
        var command = new Command("serve", "Runs a local mimi: mimi's wire protocol over a recogniser on this machine.") { port, local.Model, local.ModelsFile, https, strict };
        command.SetAction((parsed, _) => new ServeRun(
            new()
            {
                Port = parsed.GetValue(port) ?? ServeOptions.DefaultPort,
                UseHttps = parsed.GetValue(https),
                IsStrict = parsed.GetValue(strict),
                Local = local.Read(parsed),
            },
            environment).RunAsync());
        return command;
    }
}
