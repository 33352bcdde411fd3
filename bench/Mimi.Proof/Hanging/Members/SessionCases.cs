using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mimi.Proof.Ledger;

namespace Mimi.Proof.Hanging.Members;

/// <summary>The members of sessions, plain and continuous.</summary>
internal static class SessionCases
{
    /// <summary>Twenty seconds: more than all buffers hold.</summary>
    private const int MuchBytes = 320_000;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>30 s to open, 10 s for a write that stalls, 30 s for the final result and the audio without an answer, 5 s for the close.</summary>
    private static readonly TimeSpan Plain = TimeSpan.FromSeconds(110);

    /// <summary>The budget of 60 s, and the last try that begins within it.</summary>
    private static readonly TimeSpan Continuous = TimeSpan.FromSeconds(60) + Plain + Plain;

    public static IEnumerable<HangCase> All =>
    [
        new("MimiServiceSession.get_Opened()", Plain, static world => world.WithPlainAsync(static session => session.Opened)),
        new("MimiServiceSession.SendBinaryAsync(ReadOnlyMemory)", Plain, static world => world.WithPlainAsync(static async session =>
        {
            for (int at = 0; at < MuchBytes; at += 3_200)
            {
                await session.SendBinaryAsync(LedgerAudio.All.Slice(at, 3_200));
            }
        })),
        new("MimiServiceSession.ReceiveAllAsync()", Plain, static world => world.WithPlainAsync(static async session =>
        {
            await session.StopRecognitionAsync();
            await session.ReceiveAllAsync().ReadAsync();
        })),
        new("MimiServiceSession.WatchHealthAsync()", Plain, static world => world.WithPlainAsync(static async session =>
        {
            await session.StopRecognitionAsync();
            await session.WatchHealthAsync().ReadAsync();
        })),
        new("MimiServiceSession.ReceiveGapsAsync()", Plain, static world => world.WithPlainAsync(static async session =>
        {
            await session.StopRecognitionAsync();
            await session.ReceiveGapsAsync().ReadAsync();
        })),
        new("MimiServiceSession.DisposeAsync()", Plain, static world => world.WithPlainAsync(static session => session.DisposeAsync().AsTask())),
        new("MimiServiceSession.SendTextAsync(String)", Plain, static world => world.WithServiceAsync(static async session =>
        {
            for (int i = 0; i < 20; i++)
            {
                await session.SendTextAsync(new string('a', 16_000));
            }
        })),
        new("MimiServiceSession.SendJsonAsync(TCommand, JsonTypeInfo)", Plain, static world => world.WithServiceAsync(static async session =>
        {
            for (int i = 0; i < 20; i++)
            {
                await session.SendJsonAsync(new string('a', 16_000), (JsonTypeInfo<string>)JsonSerializerOptions.Default.GetTypeInfo(typeof(string)));
            }
        })),
        new("MimiServiceSession.StopAsync(String)", Plain, static world => world.WithServiceAsync(static async session =>
        {
            await session.SendBinaryAsync(LedgerAudio.All[..32_000]);
            await session.StopAsync("end");
            await session.ReceiveAllAsync().ReadAsync();
        })),
        new("MimiRecognitionSession.StopRecognitionAsync()", Plain, static world => world.WithPlainAsync(static session => session.StopRecognitionAsync().AsTask())),
        new("MimiRecognitionSession.CompleteAsync(TimeSpan)", Deadline, static world => world.WithPlainAsync(static session => session.CompleteAsync(Deadline))),
        new("MimiContinuousSession.SendBinaryAsync(ReadOnlyMemory)", Continuous, static world => world.WithContinuousAsync(static async session =>
        {
            for (int at = 0; at < 2 * MuchBytes; at += 3_200)
            {
                await session.SendBinaryAsync(LedgerAudio.All.Slice(at, 3_200));
            }
        })),
        new("MimiContinuousSession.StopRecognitionAsync()", Continuous, static world => world.WithContinuousAsync(static session => session.StopRecognitionAsync().AsTask())),
        new("MimiContinuousSession.ReceiveAllAsync()", Continuous, static world => world.WithContinuousAsync(static async session =>
        {
            await session.StopRecognitionAsync();
            await session.ReceiveAllAsync().ReadAsync();
        })),
        new("MimiContinuousSession.CompleteAsync(TimeSpan)", Deadline, static world => world.WithContinuousAsync(static session => session.CompleteAsync(Deadline))),
        new("MimiContinuousSession.DisposeAsync()", Continuous, static world => world.WithContinuousAsync(static session => session.DisposeAsync().AsTask())),
    ];
}
