using Mimi.Cli.Hosting;

namespace Mimi.Cli.Commands;

internal sealed class ServeRun(ServeOptions options, CliEnvironment environment)
{
    public Task<int> RunAsync() => Task.FromResult(options.Port + environment.GetHashCode());
}
