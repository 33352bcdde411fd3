using Mimi.Cli.Hosting;

namespace Mimi.Cli.Diagnosis;

/// <summary>English or Japanese, as the user's locale has it (POSIX: LC_ALL goes before LC_MESSAGES before LANG).</summary>
internal sealed class DoctorLanguage(string code)
{
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    public string Code { get; } = code;

    private bool IsJapanese => Code is "ja" || Code.StartsWith("ja_", StringComparison.Ordinal) || Code.StartsWith("ja-", StringComparison.Ordinal);

    public static DoctorLanguage Of(CliEnvironment environment) =>
        new(Variables.Select(environment.Variable).FirstOrDefault(static value => !string.IsNullOrEmpty(value)) ?? "en");

    public string Text(string english, string japanese) => IsJapanese ? japanese : english;
}
