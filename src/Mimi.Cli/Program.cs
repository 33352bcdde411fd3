using Mimi.Cli.Commands;
using Mimi.Cli.Hosting;

using var stop = new StopSignal();
using var signals = ProcessSignals.Connect(stop);
return await MimiCommand.RunAsync(args, CliEnvironment.OfThisProcess(stop)).ConfigureAwait(false);
