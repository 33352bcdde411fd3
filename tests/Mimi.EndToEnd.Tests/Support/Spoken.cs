using Mimi.Client;
using Mimi.Client.NictAsr;
using Mimi.Client.Recognition;
using Mimi.Server;
using Mimi.TestSupport;

namespace Mimi.EndToEnd.Tests.Support;

/// <summary>One second of audio for a scenario, and how its session ends, in words.</summary>
internal static class Spoken
{
    public const string Text = "hello world";

    public static readonly MimiScenario Scenario = MimiScenario.Parse($$"""
        {
          "entries": [
            { "service": "nict-asr", "language": "en", "results": [ { "at": 200, "temporary": "hello" }, { "at": 400, "temporary": "hello wor" }, { "final": "{{Text}}" } ] },
            { "service": "asr", "language": "en", "results": [ { "final": "{{Text}}" } ] }
          ]
        }
        """);

    public static readonly byte[] Audio = new byte[32_000];

    public static readonly NictAsrV2Options Options = new()
    {
        Language = NictAsrLanguage.English,
        Retry = MimiRetryOptions.None,
        Session = new() { CloseTimeout = TimeSpan.FromSeconds(1) },
    };

    private const int ChunkBytes = 3_200;

    /// <summary>Speaks, and tells how it ended: <c>ok</c>, or an exception with its code or status.</summary>
    public static async Task<string> RunAsync(Func<Task<MimiRecognitionSession<NictAsrV2Result>>> open)
    {
        try
        {
            await using MimiRecognitionSession<NictAsrV2Result> session = await open();
            Task<string> reading = ReadAsync(session);
            await SpeakAsync(session);
            return await reading;
        }
        catch (MimiException e)
        {
            return Name(e);
        }
    }

    /// <summary>Names a failure: its type, and its code or status.</summary>
    public static string Name(MimiException failure) => failure is MimiServiceException service
        ? $"{(service.CloseStatus is { } close ? $"close {(int)close}" : $"http {(int?)service.StatusCode}")}{(service.RetryAfter is { } wait ? $" after {wait.TotalSeconds} s" : "")}"
        : failure.GetType().Name;

    public static async Task SpeakAsync(MimiRecognitionSession<NictAsrV2Result> session)
    {
        try
        {
            for (int sent = 0; sent < Audio.Length; sent += ChunkBytes)
            {
                await session.SendBinaryAsync(Audio.AsMemory(sent, ChunkBytes), TestTimeout.Token);
            }
        }
        catch (Exception e) when (e is MimiIOException or InvalidOperationException)
        {
            // The session has ended meanwhile; who reads is told how.
        }

        await session.StopRecognitionAsync(TestTimeout.Token);
    }

    public static async Task<string> ReadAsync(MimiRecognitionSession<NictAsrV2Result> session)
    {
        string? final = null;
        await foreach (NictAsrV2Result result in session.ReceiveAllAsync(TestTimeout.Token))
        {
            final = result.Kind == MimiResultKind.Final ? result.Text : final;
        }

        return final == Text ? "ok" : final is null ? "ended" : $"heard {final.Length} characters";
    }
}
