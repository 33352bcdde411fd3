using System.Text;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Output;

namespace Mimi.Cli.Credentials;

/// <summary>A file with lines such as <c>MIMI_CLIENT_SECRET=…</c> that nobody but its owner can read.</summary>
internal static class CredentialFile
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Gets the file that is read: the one that the user names, or the usual one.</summary>
    /// <returns>A path, or <see langword="null"/> if there is no folder for one.</returns>
    public static string? PathOf(CliEnvironment environment)
    {
        if (environment.Variable(CredentialNames.File) is { Length: > 0 } named)
        {
            return named;
        }

        bool isWindows = OperatingSystem.IsWindows();
        string? folder = environment.Variable(isWindows ? "APPDATA" : "XDG_CONFIG_HOME");
        if (string.IsNullOrEmpty(folder) || !Path.IsPathRooted(folder))
        {
            string? home = isWindows ? null : environment.Variable("HOME");
            folder = string.IsNullOrEmpty(home) ? null : Path.Combine(home, ".config");
        }

        return folder is null ? null : Path.Combine(folder, "mimi", "credentials");
    }

    /// <summary>Reads the file.</summary>
    /// <returns>Its values by name; empty if there is no file and the user named none.</returns>
    /// <exception cref="CliException">Others can read it, it cannot be read, or a line is wrong. No value is ever shown.</exception>
    public static IReadOnlyDictionary<string, string> Read(CliEnvironment environment)
    {
        bool isNamed = environment.Variable(CredentialNames.File) is { Length: > 0 };
        if (PathOf(environment) is not { } path || (!isNamed && !File.Exists(path)))
        {
            return new Dictionary<string, string>();
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            Check(file, path);
            using var reader = new StreamReader(file, Encoding.UTF8);
            return Parse(reader, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Configuration, $"The credentials file cannot be read: {Printable.Line(e.Message)}", e);
        }
    }

    /// <summary>Looks at the file that is open, and not at whatever has its name by now.</summary>
    private static void Check(FileStream file, string path)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(file.SafeFileHandle) is var mode && (mode & Others) != 0)
        {
            throw new CliException(
                ExitCode.Configuration,
                $"{path}: others on this machine may use this file (its mode is {Convert.ToString((int)mode, 8)}), so that its credentials are not. Say chmod 600 {path}");
        }
    }

    private static Dictionary<string, string> Parse(StreamReader reader, string path)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int number = 1; reader.ReadLine()?.Trim() is { } line; number++)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            int equals = line.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? "" : line[..equals].Trim();
            if (!CredentialNames.All.Contains(name) || !values.TryAdd(name, line[(equals + 1)..].Trim()))
            {
                throw new CliException(ExitCode.Configuration, $"{path}, line {number}: NAME=VALUE is needed, with one of the names {string.Join(", ", CredentialNames.All)}, each once.");
            }
        }

        return values;
    }
}
