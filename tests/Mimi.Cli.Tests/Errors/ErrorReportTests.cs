using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Mimi.Audio;
using Mimi.Client;
using Mimi.Speech;

namespace Mimi.Cli.Errors;

public sealed class ErrorReportTests
{
    public static TheoryData<Exception, int, string> Failures => new()
    {
        { new MimiServiceException(HttpStatusCode.Unauthorized, "806 Unauthorized"), 77, "It says: 806 Unauthorized" },
        { new MimiServiceException(HttpStatusCode.Forbidden), 77, "403" },
        { new MimiServiceException(HttpStatusCode.ServiceUnavailable, null, TimeSpan.FromSeconds(1.5)), 75, "Try again in 2 s." },
        { new MimiServiceException(HttpStatusCode.TooManyRequests), 75, "Wait for" },
        { new MimiServiceException(HttpStatusCode.BadRequest, "no recogniser for <ja>"), 76, "no recogniser for <ja>" },
        { new MimiServiceException((WebSocketCloseStatus)4003), 76, "30 seconds" },
        { new MimiIOException("No response from localhost.", new HttpRequestException("outer", new SocketException(111))), 69, new SocketException(111).Message },
        { new MimiTimeoutException("No handshake in time.", TimeSpan.FromSeconds(20)), 69, "No handshake in time." },
        { new MimiJsonException("A text message was not JSON."), 76, "not JSON" },
        { new MimiResultOverflowException(7), 76, "7 results" },
        { new SpeechUnavailableException("There is no recognizer for ja; add one."), 69, "add one" },
        { new AudioFormatException("This is a FLAC file."), 65, "FLAC" },
        { new IOException("The disk is gone."), 74, "The disk is gone." },
        { new StandardOutputException(new IOException("No space left on device", 28)), 74, "standard output: No space left on device" },
        { new StandardOutputException(new IOException("Broken pipe", 32)), 74, "" },
        { new OperationCanceledException(), 130, "stopped" },
        { new CliException(78, "models.json: no."), 78, "models.json: no." },
        { new InvalidOperationException("oops"), 70, "InvalidOperationException: oops" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Of_Failure_HasItsCodeAndOneHelpfulLine(Exception failure, int exitCode, string helps)
    {
        ErrorReport report = ErrorReport.Of(failure);

        Assert.Equal(exitCode, report.ExitCode);
        Assert.Contains(helps, report.Line, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_DetailThatIsAWebPage_IsCutAndHarmless()
    {
        string page = "<html>\r\n\u001b[31m" + new string('x', 100_000);

        ErrorReport report = ErrorReport.Of(new MimiServiceException(HttpStatusCode.BadGateway, page));

        Assert.InRange(report.Line.Length, 100, 1_000);
        Assert.DoesNotContain(report.Line, char.IsControl);
    }

    [Fact]
    public void Help_EveryCode_IsListed()
    {
        int[] codes = [.. typeof(ExitCode).GetFields().Where(static field => field.FieldType == typeof(int)).Select(static field => (int)field.GetRawConstantValue()!)];

        Assert.Equal(12, codes.Length);
        Assert.All(codes, static code => Assert.Contains($"  {code} ", ExitCode.Help, StringComparison.Ordinal));
    }
}
