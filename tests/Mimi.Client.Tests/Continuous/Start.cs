using Mimi.Client.Asr;
using Mimi.Client.Continuous;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Continuous;

/// <summary>Starts continuous sessions for tests.</summary>
internal static class Start
{
    public static Uri Address { get; } = new("http://mimi.test/");

    /// <summary>Gets reconnections that hardly wait.</summary>
    public static MimiReconnectOptions Soon { get; } = new() { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(1) };

    public static MimiContinuousSession Asr(ContinuousServer server, MimiContinuousOptions? continuous = null, TimeProvider? time = null) => Asr(server.Engine, continuous, time);

    public static MimiContinuousSession Asr(MimiNetworkEngine engine, MimiContinuousOptions? continuous = null, TimeProvider? time = null) =>
        new MimiAsrClient(engine, null, Address).StartContinuousSession(new() { Session = new() { TimeProvider = time ?? TimeProvider.System } }, continuous);

    public static MimiContinuousSession V1(ContinuousServer server, MimiContinuousOptions? continuous = null) =>
        new NictAsrV1Client(server.Engine, null, Address).StartContinuousSession(null, continuous);

    public static MimiContinuousSession V2(ContinuousServer server, MimiContinuousOptions? continuous = null) =>
        new NictAsrV2Client(server.Engine, null, Address).StartContinuousSession(new() { Progressive = true }, continuous);

    /// <summary>Gets options of utterances, and a window, of so many seconds.</summary>
    public static MimiContinuousOptions Utterances(double seconds) => new()
    {
        RolloverAfter = TimeSpan.FromSeconds(seconds),
        MaxUtterance = TimeSpan.FromSeconds(seconds),
        ReplayWindow = TimeSpan.FromSeconds(seconds),
        Reconnect = Soon,
        IdleTimeout = TimeSpan.FromSeconds(25),
    };

    /// <summary>Sends in chunks of 100 ms, as from a microphone.</summary>
    public static async Task SpeakAsync(this MimiContinuousSession session, byte[] audio)
    {
        for (int at = 0; at < audio.Length; at += 3_200)
        {
            await session.SendBinaryAsync(audio.AsMemory(at, Math.Min(3_200, audio.Length - at)), TestTimeout.Token);
        }
    }
}
