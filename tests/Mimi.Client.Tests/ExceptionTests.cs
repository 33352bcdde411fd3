using System.Net;
using System.Net.WebSockets;
using System.Security.Authentication;

namespace Mimi.Client.Tests;

public sealed class ExceptionTests
{
    [Theory]
    [InlineData(400, false, null)]
    [InlineData(401, false, "60 minutes")]
    [InlineData(404, false, "address")]
    [InlineData(408, true, null)]
    [InlineData(429, true, "RetryAfter")]
    [InlineData(500, true, null)]
    [InlineData(501, false, null)]
    [InlineData(503, true, "RetryAfter")]
    [InlineData(504, true, null)]
    public void Refusal_TellsWhetherToTryAgainAndWhatHelps(int status, bool isTransient, string? advice)
    {
        var e = new MimiServiceException((HttpStatusCode)status, "本文", TimeSpan.FromSeconds(2));

        Assert.Equal((isTransient, TimeSpan.FromSeconds(2), "本文"), (e.IsTransient, e.RetryAfter, e.Detail));
        Assert.Contains($"{status}", e.Message, StringComparison.Ordinal);
        Assert.Contains(advice ?? "", e.Advice ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000, false, "complete")]
    [InlineData(1001, true, null)]
    [InlineData(1002, false, null)]
    [InlineData(1009, false, "smaller")]
    [InlineData(1011, true, null)]
    [InlineData(1014, true, null)]
    [InlineData(1015, false, null)]
    [InlineData(4003, true, "30 seconds")]
    public void Close_TellsWhetherToTryAgainAndWhatHelps(int code, bool isTransient, string? advice)
    {
        var e = new MimiServiceException((WebSocketCloseStatus)code, "理由", "s-1");

        Assert.Equal((isTransient, null, "s-1"), (e.IsTransient, e.RetryAfter, e.SessionId));
        Assert.Contains($"{code}", e.Message, StringComparison.Ordinal);
        Assert.Contains(advice ?? "", e.Advice ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void CloseWithoutACode_IsToldFrom1000() =>
        Assert.Contains("without a close code", new MimiServiceException(WebSocketCloseStatus.Empty).Message, StringComparison.Ordinal);

    [Fact]
    public void Network_IsTransientUnlessTheCertificateIsNotAccepted()
    {
        Assert.True(new MimiIOException("lost", new IOException()).IsTransient);
        Assert.False(new MimiIOException("lost", new HttpRequestException("tls", new AuthenticationException())).IsTransient);
    }

    [Fact]
    public void Others_AreNotTransientAndAskForNoWait()
    {
        MimiException e = new MimiJsonException("no JSON");

        Assert.Equal((false, null), (e.IsTransient, e.RetryAfter));
    }
}
