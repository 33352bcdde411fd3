using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Security.Authentication;
using System.Text;

namespace Mimi.Client.Tests.Errors;

public sealed class MimiErrorCatalogTests
{
    public static TheoryData<MimiException, string?> Failures => new()
    {
        { new MimiServiceException(HttpStatusCode.Unauthorized), "http-401" },
        { new MimiServiceException((HttpStatusCode)418), null },
        { new MimiServiceException(WebSocketCloseStatus.NormalClosure), "close-1000" },
        { new MimiServiceException(WebSocketCloseStatus.Empty), "close-none" },
        { new MimiServiceException((WebSocketCloseStatus)4003), "close-4003" },
        { new MimiServiceException((WebSocketCloseStatus)4711), "close-4000" },
        { new MimiServiceException((WebSocketCloseStatus)3000), null },
        { new MimiTimeoutException("late", TimeSpan.FromSeconds(1)), "timeout" },
        { new MimiIOException("no", Http(new SocketException((int)SocketError.HostNotFound))), "host-not-found" },
        { new MimiIOException("no", Http(new SocketException((int)SocketError.ConnectionRefused))), "connection-refused" },
        { new MimiIOException("no", Http(new SocketException((int)SocketError.NetworkUnreachable))), "unreachable" },
        { new MimiIOException("no", new IOException("", new SocketException((int)SocketError.ConnectionReset))), "connection-reset" },
        { new MimiIOException("no", Http(new AuthenticationException())), "tls" },
        { new MimiIOException("no", new WebSocketException(WebSocketError.ConnectionClosedPrematurely)), "connection-lost" },
        { new MimiIOException("no", new WebSocketException(WebSocketError.ConnectionClosedPrematurely, new IOException("", new SocketException((int)SocketError.ConnectionReset)))), "connection-reset" },
        { new MimiIOException("no", new WebSocketException(WebSocketError.Faulted)), "protocol-broken" },
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

        return page.ToString();
    }

    private static HttpRequestException Http(Exception inner) => new("", inner);

    private static string Here([CallerFilePath] string here = "") => here;
}
