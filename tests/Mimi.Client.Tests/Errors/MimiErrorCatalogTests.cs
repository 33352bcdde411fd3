using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Text;
using Mimi.Client.Engines;

namespace Mimi.Client.Tests.Errors;

public sealed class MimiErrorCatalogTests
{
    public static TheoryData<MimiException, string?> Failures => new()
    {
        { new MimiServiceException(HttpStatusCode.Unauthorized), "http-401" },
        { new MimiServiceException((HttpStatusCode)418), "http-4xx" },
        { new MimiServiceException(HttpStatusCode.TemporaryRedirect), "http-3xx" },
        { new MimiServiceException((HttpStatusCode)520), "http-5xx" },
        { new MimiServiceException((HttpStatusCode)700), null },
        { new MimiServiceException(WebSocketCloseStatus.NormalClosure), "close-1000" },
        { new MimiServiceException(WebSocketCloseStatus.Empty), "close-none" },
        { new MimiServiceException((WebSocketCloseStatus)4003), "close-4003" },
        { new MimiServiceException((WebSocketCloseStatus)4711), "close-4000" },
        { new MimiServiceException((WebSocketCloseStatus)3000), "close-other" },
        { new MimiTimeoutException("late", TimeSpan.FromSeconds(1)), "timeout" },
        { new MimiIOException("no", Http(new SocketException((int)SocketError.HostNotFound))), "host-not-found" },
        { new MimiIOException("no", Http(new SocketException((int)SocketError.ConnectionRefused))), "connection-refused" },
        { new MimiIOException("no", Http(new SocketException((int)SocketError.NetworkUnreachable))), "unreachable" },
        { new MimiIOException("no", new IOException("", new SocketException((int)SocketError.ConnectionReset))), "connection-reset" },
        { new MimiIOException("no", Http(new AuthenticationException())), "tls" },
        { new MimiIOException("no", new WebSocketException(WebSocketError.ConnectionClosedPrematurely)), "connection-lost" },
        { new MimiIOException("no", new WebSocketException(WebSocketError.ConnectionClosedPrematurely, new IOException("", new SocketException((int)SocketError.ConnectionReset)))), "connection-reset" },
        { new MimiIOException("no", new WebSocketException(WebSocketError.Faulted)), "protocol-broken" },
        { new MimiIOException("no", Http(new SocketException((int)SocketError.TimedOut))), "timeout" },
        { new MimiIOException("no", Lost(new IOException("", new SocketException((int)SocketError.TimedOut)))), "unacknowledged" },
        { new MimiIOException("no", Lost(new IOException("", new SocketException((int)SocketError.HostUnreachable)))), "unreachable" },
        { new MimiIOException("no", Lost(new IOException("TLS ended"))), "connection-lost" },
        { new MimiIOException("no", Http(new SocketException((int)SocketError.AccessDenied))), "access-denied" },
        { new MimiIOException("no", Http(new SocketException((int)SocketError.TooManyOpenSockets))), "local-resources" },
        { new MimiIOException("no", Http(new SocketException((int)SocketError.AddressNotAvailable))), "local-resources" },
        { new MimiIOException("no", Http(new SocketException((int)SocketError.NetworkReset))), "connection-reset" },
        { new MimiIOException("no", Http(HttpRequestError.SecureConnectionError, new IOException("eof"))), "tls-closed" },
        { new MimiIOException("no", Http(HttpRequestError.SecureConnectionError, new IOException("", new SocketException((int)SocketError.ConnectionReset)))), "connection-reset" },
        { new MimiIOException("no", Http(HttpRequestError.SecureConnectionError, new AuthenticationException())), "tls" },
        { new MimiIOException("no", Http(HttpRequestError.ProxyTunnelError)), "proxy" },
        { new MimiIOException("no", Http(HttpRequestError.NameResolutionError)), "host-not-found" },
        { new MimiIOException("no", Http(HttpRequestError.InvalidResponse)), "not-http" },
        { new MimiIOException("no", new HttpIOException(HttpRequestError.ResponseEnded)), "connection-lost" },
        { new MimiIOException("no", PingFailure.After(TimeSpan.FromSeconds(1))), "ping-unanswered" },
        { PingFailure.After(TimeSpan.FromSeconds(1)), "ping-unanswered" },
        { new MimiIOException("no"), "network" },
        { new MimiJsonException("no"), "json" },
        { new MimiSerializationException("no"), "message" },
        { new MimiResultOverflowException(5), "result-overflow" },
        { new MimiOverloadException(5, 4), "overload" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void Find_Failure_IsTheMostTellingEntry(MimiException failure, string? id)
    {
        MimiErrorEntry? entry = MimiErrorCatalog.Find(failure);

        Assert.Equal(id, entry?.Id);
        Assert.Equal(entry?.IsTransient ?? false, failure.IsTransient);
        Assert.Equal(entry?.Cure, failure.Advice);
    }

    [Fact]
    public void All_Entries_AreWholeAndTheirIdsUnique()
    {
        Assert.Equal(MimiErrorCatalog.All.Count, MimiErrorCatalog.All.Select(static entry => entry.Id).Distinct().Count());
        Assert.All(MimiErrorCatalog.All, static entry =>
        {
            Assert.All([entry.Meaning, entry.Cure], static text => Assert.EndsWith(".", text, StringComparison.Ordinal));
            Assert.All([entry.MeaningJa, entry.CureJa], static text => Assert.EndsWith("。", text, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Libmimiio_EveryNumber_HasAnEntryOrAReason()
    {
        int[] numbers = [-1, 0, 101, 501, 502, .. Range(601, 605), 701, 703, 704, 705, 790, 791, 799, .. Range(801, 806), 810, 811, 830, 890, .. Range(901, 907), .. Range(1000, 1011), 1015, .. Range(4000, 4999)];

        Assert.All(numbers, static number =>
        {
            LibmimiioCode? code = LibmimiioCodes.Find(number);
            Assert.True(code is { EntryId: not null } or { Note.Length: > 0 }, $"{number}");
            Assert.Equal(code!.EntryId, MimiErrorCatalog.FindByLibmimiioCode(number)?.Id);
        });
        Assert.Equal(LibmimiioCodes.All.OrderBy(static code => code.First), LibmimiioCodes.All);
        Assert.All(LibmimiioCodes.All.Zip(LibmimiioCodes.All.Skip(1)), static pair => Assert.True(pair.First.First <= pair.First.Last && pair.First.Last < pair.Second.First));
        Assert.Null(MimiErrorCatalog.FindByLibmimiioCode(702));
    }

    [Fact]
    public void Libmimiio_NumberOfAnEntry_LeadsBackToIt() =>
        Assert.All(MimiErrorCatalog.All.Where(static entry => entry.LibmimiioCode is not null && entry.Id != "unreachable"), static entry =>
            Assert.Equal(entry.Id, MimiErrorCatalog.FindByLibmimiioCode(entry.LibmimiioCode!.Value)?.Id));

    [Fact]
    public void All_EveryCloseCodeOfTheStandard_HasAnEntryOfItsOwn() =>
        Assert.All(Range(1000, 1015), static code => Assert.NotEqual("close-other", MimiErrorCatalog.Find(new MimiServiceException((WebSocketCloseStatus)code))?.Id));

    [Fact]
    public void All_TextsCanStandInATable() =>
        Assert.All(MimiErrorCatalog.All, static entry => Assert.DoesNotContain(entry.ToString(), static character => character is '|' or '\n'));

    [Theory]
    [InlineData("ja", true)]
    [InlineData("ja-JP", true)]
    [InlineData("ja_JP.UTF-8", true)]
    [InlineData("jam", false)]
    [InlineData("en", false)]
    [InlineData("", false)]
    public void In_Language_ChoosesTheTexts(string language, bool isJapanese)
    {
        MimiErrorEntry entry = MimiErrorCatalog.All[0];

        Assert.Equal(isJapanese ? (entry.MeaningJa, entry.CureJa) : (entry.Meaning, entry.Cure), entry.In(language));
    }

    [Fact]
    public void Page_IsMadeFromTheCatalogue()
    {
        string file = Path.GetFullPath(Path.Combine(Here(), "../../../../docs/error-catalog.md"));
        if (Environment.GetEnvironmentVariable("UPDATE_API") == "1")
        {
            File.WriteAllText(file, Page());
        }

        Assert.Equal(Page(), File.ReadAllText(file));
    }

    private static string Page()
    {
        var page = new StringBuilder("# Error catalogue\n\nMade from `src/Mimi.Client/Errors/ErrorTable.cs`; `UPDATE_API=1 dotnet test` makes it anew. How exceptions use it: [errors.md](errors.md).\n\n");
        page.Append("| id | libmimiio | again? | what has happened | what usually helps | 意味 | 対処 |\n|---|---|---|---|---|---|---|\n");
        foreach (MimiErrorEntry entry in MimiErrorCatalog.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{entry.Id}` | {entry.LibmimiioCode} | {(entry.IsTransient ? "yes" : "no")} | {entry.Meaning} | {entry.Cure} | {entry.MeaningJa} | {entry.CureJa} |\n");
        }

        page.Append("\n## From libmimiio\n\n| libmimiio | here |\n|---|---|\n");
        foreach (LibmimiioCode code in LibmimiioCodes.All)
        {
            string numbers = code.First == int.MinValue ? "below 0" : code.First == code.Last ? $"{code.First}" : $"{code.First}–{code.Last}";
            string meaning = (code.EntryId, code.Note) switch
            {
                ({ } id, null) => $"`{id}`",
                ({ } id, { } note) => $"`{id}` ({note})",
                (null, var reason) => $"– ({reason})",
            };
            page.Append(CultureInfo.InvariantCulture, $"| {numbers} | {meaning} |\n");
        }

        return page.ToString();
    }

    private static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, last - first + 1);

    private static HttpRequestException Http(Exception inner) => new("", inner);

    private static HttpRequestException Http(HttpRequestError error, Exception? inner = null) => new(error, "", inner);

    private static WebSocketException Lost(Exception inner) => new(WebSocketError.ConnectionClosedPrematurely, inner);

    private static string Here([CallerFilePath] string here = "") => here;
}
