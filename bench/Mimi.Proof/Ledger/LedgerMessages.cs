using System.Globalization;
using Mimi.Client;
using Mimi.Client.Testing;

namespace Mimi.Proof.Ledger;

/// <summary>What the server says: honest JSON of each service, whose text names samples, such as <c>12000-16000;</c>.</summary>
internal static class LedgerMessages
{
    private const string SessionId = "00000000-0000-4000-8000-000000000001";

    /// <summary>Writes a result.</summary>
    /// <param name="service">Whose.</param>
    /// <param name="kind">Temporary, partial or final.</param>
    /// <param name="text">The text.</param>
    /// <param name="start">Where it begins in the audio of the connection.</param>
    /// <param name="end">Where it ends.</param>
    public static string Result(LedgerService service, MimiResultKind kind, string text, TimeSpan start, TimeSpan end) => service switch
    {
        LedgerService.Asr => MimiResultJson.Asr(text.Length == 0 ? [] : [new(text, "", start, end)], kind == MimiResultKind.Final, SessionId),
        LedgerService.NictV1 => MimiResultJson.NictV1(text.Length == 0 ? [] : [new(text, "", default, default)], SessionId),
        _ => MimiResultJson.NictV2(text, kind, start, SessionId),
    };

    /// <summary>Writes which samples a text is of. A stretch of a few samples may be in several places, which are all named: <c>12-13/78-79;</c>.</summary>
    public static string Range(IEnumerable<long> places, long start, long end) => start == end ? ""
        : string.Join('/', places.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place + start}-{place + end}"))) + ";";

    /// <summary>Reads the ranges of a text, each with all the places in which it may be.</summary>
    public static IEnumerable<(long Start, long End)[]> Parse(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(static range => Array.ConvertAll(range.Split('/'), static place =>
        {
            string[] ends = place.Split('-');
            return (long.Parse(ends[0], CultureInfo.InvariantCulture), long.Parse(ends[1], CultureInfo.InvariantCulture));
        }));

    /// <summary>Finds where a range begins that may be in several places and does not follow on what was told: not before that, and nearest to where it is said to be.</summary>
    /// <param name="place">Up to which sample everything was told.</param>
    /// <param name="places">Where the range may be.</param>
    /// <param name="told">Where the text is said to begin.</param>
    public static long StartBehind(long place, (long Start, long End)[] places, TimeSpan told) =>
        places.Select(static range => range.Start).Where(start => start >= place).OrderBy(start => (LedgerAudio.ToTime(start) - told).Duration()).FirstOrDefault(places[0].Start);
}
