using Mimi.Cli.Errors;

namespace Mimi.Cli.Credentials;

/// <summary>The access token, which never comes from the command line.</summary>
internal static class AccessToken
{
    /// <summary>Gets the token, or <see langword="null"/> if there is none.</summary>
    /// <param name="variable">Gives a value by its name.</param>
    public static string? Of(Func<string, string?> variable)
    {
        string token = variable(CredentialNames.Token)?.Trim() ?? string.Empty;
        if (token.Length == 0)
        {
            return null;
        }

        return token.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? throw new CliException(ExitCode.Configuration, $"{CredentialNames.Token} has blanks or other characters that no access token has; set it to the bare token, without 'Bearer'.")
            : token;
    }
}
