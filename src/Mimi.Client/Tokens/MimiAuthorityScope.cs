namespace Mimi.Client.Tokens;

/// <summary>The scopes of management (https://mimi.readme.io/docs/auth-overview). Which of them a token may have depends on the grant.</summary>
public sealed class MimiAuthorityScope : MimiScope
{
    internal MimiAuthorityScope()
        : this(new("developers"), new("applications"), new("clients"))
    {
    }

    private MimiAuthorityScope(MimiReadWriteScope developers, MimiReadWriteScope applications, MimiReadWriteScope clients)
        : base([.. developers.Names, .. applications.Names, .. clients.Names])
    {
        Developers = developers;
        Applications = applications;
        Clients = clients;
    }

    /// <summary>Gets the scopes of developers.</summary>
    public MimiReadWriteScope Developers { get; }

    /// <summary>Gets the scopes of applications.</summary>
    public MimiReadWriteScope Applications { get; }

    /// <summary>Gets the scopes of clients.</summary>
    public MimiReadWriteScope Clients { get; }
}
