using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mimi.Server.Accounts;

/// <summary>A secret that cannot be read back: <c>pbkdf2-sha512$ITERATIONS$SALT$HASH</c>, the last two in base64.</summary>
internal sealed class SecretHash
{
    private const string Method = "pbkdf2-sha512";
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const int MinIterations = 1_000;
    private const int MaxIterations = 10_000_000;

    /// <summary>What OWASP's password storage cheat sheet asks of PBKDF2 with SHA-512.</summary>
    private const int DefaultIterations = 210_000;

    /// <summary>What an unknown account is compared with, so that it takes as long as a known one.</summary>
    public static readonly SecretHash OfNobody = new(DefaultIterations, RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(HashBytes));

    /// <summary>Remembers the last secret that was right, under a key of this process alone: the slow way is for guesses.</summary>
    private readonly byte[] _memoryKey = RandomNumberGenerator.GetBytes(32);
    private readonly int _iterations;
    private readonly byte[] _salt;
    private readonly byte[] _hash;
    private byte[]? _remembered;

    private SecretHash(int iterations, byte[] salt, byte[] hash)
    {
        _iterations = iterations;
        _salt = salt;
        _hash = hash;
    }

    /// <summary>Hashes a secret with fresh salt.</summary>
    public static string Create(string secret)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        byte[] hash = Derive(secret, salt, DefaultIterations);
        return string.Create(CultureInfo.InvariantCulture, $"{Method}${DefaultIterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>Reads a hash.</summary>
    /// <returns>Null if it is none: a secret in the clear, for instance.</returns>
    public static SecretHash? TryParse(string text)
    {
        string[] parts = text.Split('$');
        byte[] salt = new byte[64];
        byte[] hash = new byte[64];
        return parts.Length == 4
            && parts[0] == Method
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int iterations)
            && iterations is >= MinIterations and <= MaxIterations
            && Convert.TryFromBase64String(parts[2], salt, out int saltBytes)
            && saltBytes >= 8
            && Convert.TryFromBase64String(parts[3], hash, out int hashBytes)
            && hashBytes == HashBytes
            ? new SecretHash(iterations, salt[..saltBytes], hash[..hashBytes])
            : null;
    }

    /// <summary>Compares in a time that does not depend on where they differ.</summary>
    public bool Matches(string secret)
    {
        byte[] shown = HMACSHA256.HashData(_memoryKey, Encoding.UTF8.GetBytes(secret));
        if (_remembered is { } remembered && CryptographicOperations.FixedTimeEquals(remembered, shown))
        {
            return true;
        }

        bool matches = CryptographicOperations.FixedTimeEquals(_hash, Derive(secret, _salt, _iterations));
        if (matches)
        {
            _remembered = shown;
        }

        return matches;
    }

    private static byte[] Derive(string secret, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(secret, salt, iterations, HashAlgorithmName.SHA512, HashBytes);
}
