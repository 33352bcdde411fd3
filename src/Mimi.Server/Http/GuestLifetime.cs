using Microsoft.Extensions.Hosting;

namespace Mimi.Server.Http;

/// <summary>Leaves Ctrl-C and other signals to the program that runs the server: it may want running sessions to come to their end first.</summary>
internal sealed class GuestLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
