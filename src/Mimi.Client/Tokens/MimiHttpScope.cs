namespace Mimi.Client.Tokens;

/// <summary>The scope of a service over HTTP.</summary>
public class MimiHttpScope : MimiScope
{
    private const string HttpSuffix = "/http-api-service";

    internal MimiHttpScope(string service)
        : this(service, [])
    {
    }

    private protected MimiHttpScope(string service, IEnumerable<string> more)
        : base([Prefix + service + HttpSuffix, .. more])
    {
        Http = more.Any() ? new MimiHttpScope(service) : this;
    }

    /// <summary>Gets the scope of the service's HTTP requests.</summary>
    public MimiScope Http { get; }
}
