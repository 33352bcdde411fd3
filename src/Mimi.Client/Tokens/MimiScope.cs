using System.Diagnostics.CodeAnalysis;

namespace Mimi.Client.Tokens;

/// <summary>What a token allows: one scope of mimi's, or several. <see cref="MimiScopes"/> has those that are known.</summary>
/// <remarks>Scopes are joined with <c>|</c>. HTTP and WebSocket need a scope each (https://mimi.readme.io/reference/scope).</remarks>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "FromString and Union are the alternates.")]
public class MimiScope
{
    private protected const string Prefix = "https://apis.mimi.fd.ai/auth/";

    private protected MimiScope(params IEnumerable<string> names) => Names = [.. names.Distinct(StringComparer.Ordinal)];

    /// <summary>Gets the names, in the order in which they were joined, none of them twice.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Makes a scope of its name, for one that this library does not know.</summary>
    /// <param name="names">The full name, such as <c>https://apis.mimi.fd.ai/auth/asr/http-api-service</c>, or several with <c>;</c> between them.</param>
    /// <returns>The scope.</returns>
    /// <exception cref="ArgumentException"><paramref name="names"/> has no name, or characters other than printable ASCII in one.</exception>
    public static MimiScope FromString(string names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] split = names.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (split.Length == 0 || split.Any(static name => name.AsSpan().ContainsAnyExceptInRange('!', '~')))
        {
            throw new ArgumentException($"'{names}' is not a scope: it is a name such as https://apis.mimi.fd.ai/auth/asr/http-api-service, or several with ';' between them.", nameof(names));
        }

        return new MimiScope(split);
    }

    /// <summary>Makes a scope of its name, as <see cref="FromString"/> does.</summary>
    /// <param name="names">The name, or several with <c>;</c> between them.</param>
    /// <exception cref="ArgumentException">As for <see cref="FromString"/>.</exception>
    public static implicit operator MimiScope(string names) => FromString(names);

    /// <summary>Joins what two scopes allow.</summary>
    /// <param name="left">The scope whose names come first.</param>
    /// <param name="right">The other scope.</param>
    public static MimiScope operator |(MimiScope left, MimiScope right)
    {
        ArgumentNullException.ThrowIfNull(left);
        return left.Union(right);
    }

    /// <summary>Joins what this scope and another allow.</summary>
    /// <param name="other">The other scope, whose names come behind.</param>
    /// <returns>The names of both, none of them twice.</returns>
    public MimiScope Union(MimiScope other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new MimiScope([.. Names, .. other.Names]);
    }

    /// <summary>Writes the scope as a request says it: the names with <c>;</c> between them.</summary>
    /// <returns>The names.</returns>
    public sealed override string ToString() => string.Join(';', Names);
}
