using System.Globalization;
using Mimi.Cli.Errors;
using Mimi.Cli.Hosting;
using Mimi.Cli.Output;
using Mimi.Client;

namespace Mimi.Cli.Diagnosis;

/// <summary>Runs one check after the other, and explains the one that fails with its cure; what comes after it cannot be told.</summary>
internal sealed class Doctor(CliEnvironment environment, DoctorLanguage language)
{
    private int _exitCode = ExitCode.Done;

    /// <summary>Gets how the command ends: as the first failure has it.</summary>
    public int ExitCodeSoFar => _exitCode;

    /// <summary>Runs a check, unless one before it has failed.</summary>
    /// <returns>Whether it found nothing wrong.</returns>
    public async Task<bool> CheckAsync(string english, string japanese, Func<CancellationToken, Task<string>> check)
    {
        string name = language.Text(english, japanese);
        if (_exitCode != ExitCode.Done)
        {
            environment.Out.WriteLine($"--    {name}");
            return false;
        }

        try
        {
            environment.Out.WriteLine($"ok    {name}: {Printable.Line(await check(environment.Stop.Requested).ConfigureAwait(false))}");
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Explain(name, e);
            return false;
        }
    }

    /// <summary>How long something took, for a line.</summary>
    public static string Milliseconds(TimeSpan elapsed) => string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalMilliseconds:0} ms");

    private void Explain(string name, Exception failure)
    {
        ErrorReport report = ErrorReport.Of(failure);
        MimiErrorEntry? entry = failure switch
        {
            DoctorFailure known => known.Entry,
            MimiException mimi => MimiErrorCatalog.Find(mimi),
            _ => null,
        };
        _exitCode = failure is DoctorFailure ? ExitCode.Unavailable : report.ExitCode;
        if (entry is null)
        {
            environment.Out.WriteLine($"FAIL  {name}: {report.Line}");
            return;
        }

        (string meaning, string cure) = entry.In(language.Code);
        environment.Out.WriteLine($"FAIL  {name}: {meaning} {cure}");
        if (failure is not DoctorFailure)
        {
            environment.Out.WriteLine($"      {Printable.Line(failure is MimiServiceException { Detail: { } detail } ? $"{failure.Message} {detail}" : failure.Message)}");
        }
    }
}
