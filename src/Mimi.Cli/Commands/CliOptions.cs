using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Mimi.Cli.Commands;

/// <summary>Makes options that say in one sentence what would be right.</summary>
internal static class CliOptions
{
    /// <summary>One word out of a few; the first is the default.</summary>
    public static Option<string> Choice(string name, string description, params string[] choices)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', choices),
            DefaultValueFactory = _ => choices[0],
            CustomParser = result =>
            {
                string value = ValueOf(result);
                if (!choices.Contains(value, StringComparer.Ordinal))
                {
                    result.AddError($"{name} {value}: choose {string.Join(", ", choices[..^1])} or {choices[^1]}.");
                }

                return value;
            },
        };
        option.CompletionSources.Add(choices);
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

    private static string ValueOf(ArgumentResult result) => result.Tokens.Count == 0 ? string.Empty : result.Tokens[0].Value;
}
