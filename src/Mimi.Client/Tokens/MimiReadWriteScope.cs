namespace Mimi.Client.Tokens;

/// <summary>The scopes of one kind of resource: reading and writing.</summary>
public sealed class MimiReadWriteScope : MimiScope
{
    internal MimiReadWriteScope(string resource)
        : base(Prefix + resource + ".r", Prefix + resource + ".w")
    {
        Read = FromString(Prefix + resource + ".r");
        Write = FromString(Prefix + resource + ".w");
    }

    /// <summary>Gets the scope of reading.</summary>
    public MimiScope Read { get; }

    /// <summary>Gets the scope of writing.</summary>
    public MimiScope Write { get; }
}
