using Mimi.Cli.Errors;

namespace Mimi.Cli.Hosting;

/// <summary>The access token, from the environment only: a command line can be read by everybody on the machine.</summary>
internal static class AccessToken
{
    public const string Variable = "MIMI_TOKEN";

    /// <summary>Gets the token, or <see langword="null"/> if there is none.</summary>
    public static string? Of(CliEnvironment environment)
    {
        string token = environment.Variable(Variable)?.Trim() ?? string.Empty;
        if (token.Length == 0)
        {
            return null;
        }

        return token.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? throw new CliException(ExitCode.NoPermission, $"{Variable} has blanks or other characters that no access token has; set it to the bare token, without 'Bearer'.")
            : token;
    }
}
