using System.Net;
using System.Net.Sockets;
using Mimi.Cli.Support;
using Mimi.Server;
using Mimi.TestSupport;

namespace Mimi.Cli.Commands;

public sealed class DoctorTests : IAsyncLifetime
{
    private readonly CliRun _cli = new();
    private MimiServer _server = null!;

    private string[] Lines => _cli.Out.TrimEnd('\n').Split('\n');

    public async ValueTask InitializeAsync()
    {
        _server = await MimiServer.StartAsync(new() { Recognizers = new CountingRecognizers(), AccessToken = "right" }, TestTimeout.Token);
        _cli.Variables["MIMI_TOKEN"] = "right";
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _cli.Dispose();
    }

    [Fact]
    public async Task Doctor_Healthy_EveryCheckIsOk()
    {
        int exitCode = await RunAsync(_server.Address);

        Assert.Equal((0, 6), (exitCode, Lines.Length));
        Assert.All(Lines, static line => Assert.StartsWith("ok    ", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en_US.UTF-8", "60 minutes")]
    [InlineData("ja_JP.UTF-8", "60 分")]
    public async Task Doctor_TokenRefused_IsExplainedInTheUsersLanguage(string locale, string cure)
    {
        _cli.Variables["LANG"] = locale;
        _cli.Variables["MIMI_TOKEN"] = "marked-wrong-token";

        int exitCode = await RunAsync(_server.Address);

        Assert.Equal(77, exitCode);
        string failed = Assert.Single(Lines, static line => line.StartsWith("FAIL", StringComparison.Ordinal));
        Assert.Contains(cure, failed, StringComparison.Ordinal);
        Assert.DoesNotContain("marked-wrong-token", _cli.Out + _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_NobodyListens_WhatComesAfterIsNotTried()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}/");
        listener.Stop();

        int exitCode = await RunAsync(address);

        Assert.Equal(69, exitCode);
        Assert.Equal(["ok", "ok", "FAIL", "", "--", "--", "--"], Lines.Select(static line => line.Split(' ')[0]));
        Assert.Contains("Nobody listens", _cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_ClockOff_SaysSo()
    {
        _cli.Time = new ShiftedTime(TimeSpan.FromMinutes(10));

        int exitCode = await RunAsync(_server.Address);

        Assert.Equal(69, exitCode);
        Assert.Contains(Lines, static line => line.StartsWith("FAIL  clock", StringComparison.Ordinal) && line.Contains("Set the clock", StringComparison.Ordinal));
    }

    private Task<int> RunAsync(Uri address) => _cli.RunAsync("doctor", "--url", address.AbsoluteUri, "--language", "en");

    private sealed class ShiftedTime(TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
    }
}
