namespace Mimi.Cli.Credentials;

/// <summary>The names of what the user proves himself with, in the environment and in the file.</summary>
internal static class CredentialNames
{
    public const string Token = "MIMI_TOKEN";
    public const string ApplicationId = "MIMI_APPLICATION_ID";
    public const string ClientId = "MIMI_CLIENT_ID";
    public const string ClientSecret = "MIMI_CLIENT_SECRET";

    /// <summary>Names the file, if it is not at its usual place.</summary>
    public const string File = "MIMI_CREDENTIALS";

    public static readonly IReadOnlyList<string> All = [Token, ApplicationId, ClientId, ClientSecret];
}
