using Microsoft.Extensions.Logging;

namespace Mimi.Server.Http;

/// <summary>Lets the web server log into a user's factory, which stays the user's.</summary>
internal sealed class ForwardingLoggerProvider(ILoggerFactory factory) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => factory.CreateLogger(categoryName);

    public void Dispose()
    {
    }
}
