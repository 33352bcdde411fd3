namespace Mimi.Cli.Errors;

/// <summary>How the command ends. From 64 on the numbers are those of BSD's sysexits.h, which scripts know.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Usage = 64;
    public const int UnreadableInput = 65;
    public const int NoInput = 66;
    public const int Unavailable = 69;
    public const int Internal = 70;
    public const int InputOutput = 74;
    public const int TryAgain = 75;
    public const int Refused = 76;
    public const int NoPermission = 77;
    public const int Configuration = 78;

    /// <summary>What shells report for a program that Ctrl-C ended: 128 and the number of the signal.</summary>
    public const int Interrupted = 130;

    /// <summary>The table that <c>--help</c> shows.</summary>
    public const string Help = """
        Exit codes:
          0    done
          64   the command line is wrong
          65   the recording is damaged or of no kind that can be read; the text is empty or not UTF-8
          66   the file is missing or cannot be read
          69   no connection, or no recogniser, voice or device to be had
          70   an error in this program
          74   reading or writing failed halfway
          75   the service is busy: try again later
          76   the service refused the request or broke off
          77   the service wants a (newer) token, or one with the right scope
          78   the file of --models, --accounts, --scenario or --chaos is wrong, or the credentials are
          130  stopped with Ctrl-C before it was done
        """;
}
