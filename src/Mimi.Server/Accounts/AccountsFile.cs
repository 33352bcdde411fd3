using System.Text.Json;
using System.Text.Json.Serialization;
using Mimi.Server.Configuration;

namespace Mimi.Server.Accounts;

/// <summary>The accounts as they are written (docs/local-mimi.md).</summary>
internal sealed class AccountsFile : ConfigurationPart
{
    public string? SigningKey { get; set; }

    public List<ApplicationEntry>? Applications { get; set; }
}

/// <summary>An application of the accounts file.</summary>
internal sealed class ApplicationEntry : ConfigurationPart
{
    public string? Id { get; set; }

    public string? Secret { get; set; }

    public List<string>? Scopes { get; set; }

    public List<ClientEntry>? Clients { get; set; }
}

/// <summary>A client of an application.</summary>
internal sealed class ClientEntry : ConfigurationPart
{
    public string? Id { get; set; }

    public string? Secret { get; set; }

    public List<string>? Scopes { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(AccountsFile))]
internal sealed partial class AccountsJson : JsonSerializerContext;
