using System.CommandLine;

namespace Mimi.Cli.Commands;

/// <summary>What the commands' help says of credentials, and the option that goes with them.</summary>
internal static class LoginSymbols
{
    public const string Details = """
        Credentials are read from the environment: MIMI_TOKEN, an access token; or MIMI_APPLICATION_ID and
        MIMI_CLIENT_SECRET, with MIMI_CLIENT_ID for a client of the application, for which tokens are issued as they are
        needed. With none of them set, they are lines NAME=VALUE of the file that MIMI_CREDENTIALS names or else
        ~/.config/mimi/credentials, which nobody but its owner may be able to read (chmod 600).

        """;

    public static Option<Uri?> CreateTokenService() => CliOptions.Address(
        "--token-url", "The address below which tokens are issued. Default: https://auth.mimi.fd.ai/", "https://auth.mimi.fd.ai/");
}
