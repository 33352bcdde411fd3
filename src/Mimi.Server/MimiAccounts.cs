using Mimi.Server.Accounts;

namespace Mimi.Server;

/// <summary>Who may use a local mimi, and for what: applications, their clients, hashed secrets and allowed scopes.</summary>
/// <remarks>The format is described in docs/local-mimi.md. It never changes once read, and any number of servers may share it.</remarks>
public sealed class MimiAccounts
{
    private const string Documentation = "docs/local-mimi.md";

    private MimiAccounts(byte[]? signingKey, IReadOnlyDictionary<string, ApplicationAccount> applications)
    {
        SigningKey = signingKey;
        Applications = applications;
    }

    /// <summary>Gets the key of the tokens, or null for a random one at each start.</summary>
    internal byte[]? SigningKey { get; }

    internal IReadOnlyDictionary<string, ApplicationAccount> Applications { get; }

    /// <summary>Reads an accounts file.</summary>
    /// <param name="path">The file, in UTF-8.</param>
    /// <returns>The accounts.</returns>
    /// <exception cref="InvalidDataException">The file is not right; the message says where, and repeats no secret.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static MimiAccounts Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(File.ReadAllText(path), Path.GetFullPath(path));
    }

    /// <summary>Reads accounts from text.</summary>
    /// <param name="json">What an accounts file would hold.</param>
    /// <returns>The accounts.</returns>
    /// <exception cref="InvalidDataException">The text is not right; the message says where, and repeats no secret.</exception>
    public static MimiAccounts Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(json, "The accounts");
    }

    /// <summary>Hashes a secret for an accounts file: PBKDF2 with SHA-512, fresh salt, 210,000 rounds.</summary>
    /// <param name="secret">The secret, of any length but 0.</param>
    /// <returns>One line for the member <c>secret</c>; the secret cannot be read back from it.</returns>
    /// <exception cref="ArgumentException">The secret is empty.</exception>
    public static string HashSecret(string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        return SecretHash.Create(secret);
    }

    private static MimiAccounts Read(string json, string source)
    {
        (byte[]? key, IReadOnlyDictionary<string, ApplicationAccount> applications) = new AccountsReader(new(source, Documentation)).Read(json);
        return new(key, applications);
    }
}
