using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Mimi.Cli.Credentials;

namespace Mimi.Cli.Commands;

/// <summary>Makes options that say in one sentence what would be right.</summary>
internal static class CliOptions
{
    /// <summary>One word out of a few; the first is the default.</summary>
    public static Option<string> Choice(string name, string description, params string[] choices)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => choices[0] };
        Restrict(option, choices);
        return option;
    }

    /// <summary>One word out of a few, or none.</summary>
    public static Option<string?> OptionalChoice(string name, string description, params string[] choices)
    {
        var option = new Option<string?>(name) { Description = description };
        Restrict(option, choices);
        return option;
    }

    /// <summary>A number within a range.</summary>
    public static Option<T?> Number<T>(string name, string description, T least, T most)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result =>
            {
                string text = ValueOf(result);
                if (T.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T value) && value >= least && value <= most)
                {
                    return value;
                }

                result.AddError($"{name} {text}: a number from {least} to {most} is needed.");
                return null;
            },
        };

    /// <summary>The name of a file.</summary>
    public static Option<string?> File(string name, string description, params string[] aliases) => Path(name, description, "FILE", "the name of a file", aliases);

    /// <summary>The name of a folder.</summary>
    public static Option<string?> Folder(string name, string description) => Path(name, description, "FOLDER", "the name of a folder");

    /// <summary>A language's code; Japanese is the default, as mimi's own.</summary>
    public static Option<string> Language(string name, string description, string defaultCode = "ja") => new(name)
    {
        Description = description,
        HelpName = "CODE",
        DefaultValueFactory = _ => defaultCode,
        Validators =
        {
            result =>
            {
                string language = result.GetValueOrDefault<string>();
                if (language.Length == 0 || !language.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
                {
                    result.AddError($"{name}: a code such as ja, en or zh-TW is needed.");
                }
            },
        },
    };

    /// <summary>The address of a service.</summary>
    public static Option<Uri?> Address(string name, string description, string example) => new(name)
    {
        Description = description,
        HelpName = "ADDRESS",
        CustomParser = result =>
        {
            string text = ValueOf(result);
            if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.UserInfo.Length == 0)
            {
                return address;
            }

            result.AddError(address is { UserInfo.Length: > 0 }
                ? $"{name} takes no name or password; put the access token into {CredentialNames.Token}."
                : $"{name} {text}: an address such as {example} or http://127.0.0.1:8710/ is needed.");
            return null;
        },
    };

    private static Option<string?> Path(string name, string description, string helpName, string needed, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = helpName,
        Validators =
        {
            result =>
            {
                if (result.Tokens.Count > 0 && string.IsNullOrWhiteSpace(result.Tokens[0].Value))
                {
                    result.AddError($"{name}: {needed} is needed."); // Most likely a variable that is not set.
                }
            },
        },
    };

    private static void Restrict<T>(Option<T> option, string[] choices)
        where T : class?
    {
        option.HelpName = string.Join('|', choices);
        option.CustomParser = result =>
        {
            string value = ValueOf(result);
            if (!choices.Contains(value, StringComparer.Ordinal))
            {
                result.AddError($"{option.Name} {value}: choose {string.Join(", ", choices[..^1])} or {choices[^1]}.");
            }

            return (T)(object)value;
        };
        option.CompletionSources.Add(choices);
    }

    private static string ValueOf(ArgumentResult result) => result.Tokens.Count == 0 ? string.Empty : result.Tokens[0].Value;
}
