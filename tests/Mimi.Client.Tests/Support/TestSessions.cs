using Microsoft.Extensions.Logging;
using Mimi.Client.Engines;
using Mimi.Client.Serialization;
using Mimi.Client.Services;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Support;

/// <summary>Opens sessions for tests.</summary>
internal static class TestSessions
{
    public static Uri Address { get; } = new("http://mimi.test/");

    private static CancellationToken Token => TestTimeout.Token;

    public static Task<MimiServiceSession<string>> OpenAsync(
        MimiNetworkEngine engine, MimiSessionOptions? options = null, MessageDecoder<string>? decoder = null, MimiAudioFormat? format = null, ILoggerFactory? log = null) =>
        new MimiServiceClient(engine, null, Address, log).OpenSessionAsync(Request(options, format), decoder ?? Results.PlainDecoder, Token);

    public static MimiServiceSession<string> Start(MimiNetworkEngine engine, MimiSessionOptions? options = null) =>
        new MimiServiceClient(engine, null, Address).StartSession(Request(options), Results.PlainDecoder);

    /// <summary>Reads to the end.</summary>
    public static async Task<List<string>> ReadAsync(this MimiServiceSession<string> session)
    {
        List<string> results = [];
        await foreach (string result in session.ReceiveAllAsync(Token))
        {
            results.Add(result);
        }

        return results;
    }

    private static MimiServiceRequest Request(MimiSessionOptions? options, MimiAudioFormat? format = null) =>
        new() { AudioFormat = format ?? MimiAudioFormat.Pcm16k, Session = options ?? new() };
}
