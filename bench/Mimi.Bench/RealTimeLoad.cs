using System.Diagnostics;
using Mimi.Audio;
using Mimi.Audio.Pacing;
using Mimi.Audio.Wav;
using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.Client.Recognition;
using Mimi.Server;
using Mimi.Speech;

namespace Mimi.Bench;

/// <summary>Many sessions that speak at once in real time, with temporary results, against the local mimi in this process.</summary>
internal static class RealTimeLoad
{
    public static async Task<int> RunAsync(int sessions, FileInfo recording, MoonshineSize model, CancellationToken cancellationToken)
    {
        await using var models = new LocalSpeechModels(new() { English = model });
        await models.GetAsync("en", cancellationToken);
        await using MimiServer server = await MimiServer.StartAsync(new() { Recognizers = models, MaxSessions = sessions + 1 }, cancellationToken);
        using var engine = new HttpNetworkEngine();
        var client = new NictAsrV2Client(engine, null, server.Address);
        byte[] file = await File.ReadAllBytesAsync(recording.FullName, cancellationToken);
        string expected = (await RunSessionAsync(client, file, speed: 100, cancellationToken)).Text;

        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        long started = Stopwatch.GetTimestamp();
        Run[] runs = await Task.WhenAll(Enumerable.Range(0, sessions).Select(async number =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1_000.0 * number / sessions), TimeProvider.System, cancellationToken); // People do not begin to speak in one instant.
            return await RunSessionAsync(client, file, speed: 1, cancellationToken);
        }));
        double cpu = (Process.GetCurrentProcess().TotalProcessorTime - before) / Stopwatch.GetElapsedTime(started);

        Console.WriteLine($"{sessions} sessions in real time, {model} model, {Environment.ProcessorCount} processors, {cpu:0.00} of them busy");
        Console.WriteLine($"finals: {runs.Length}, of which as heard alone: {runs.Count(run => run.Text == expected)}");
        Print("final after recog-break, s", [.. runs.Select(static run => run.Final.TotalSeconds)]);
        Print("first temporary after the start, s", [.. runs.Select(static run => run.FirstTemporary.TotalSeconds)]);
        Print("temporaries a session", [.. runs.Select(static run => (double)run.Temporaries)]);
        return runs.All(static run => run.Final < TimeSpan.FromSeconds(3)) ? 0 : 1;
    }

    private static async Task<Run> RunSessionAsync(NictAsrV2Client client, byte[] file, double speed, CancellationToken cancellationToken)
    {
        await using PcmAudio recording = await WavReader.OpenAsync(new MemoryStream(file), cancellationToken);
        await using MimiRecognitionSession<NictAsrV2Result> session = await client.OpenSessionAsync(
            new()
            {
                Language = NictAsrLanguage.English,
                AudioFormat = MimiAudioFormat.Pcm(recording.Format.SampleRate, recording.Format.Channels),
                TemporaryInterval = TimeSpan.FromMilliseconds(400),
            },
            cancellationToken);
        long started = Stopwatch.GetTimestamp();
        long stopped = 0;
        Task sending = Task.Run(
            async () =>
            {
                await foreach (ReadOnlyMemory<byte> chunk in PcmChunks.ReadAllAsync(recording.Data, recording.Format, new() { Speed = speed }, cancellationToken))
                {
                    await session.SendBinaryAsync(chunk, cancellationToken);
                }

                Volatile.Write(ref stopped, Stopwatch.GetTimestamp());
                await session.StopRecognitionAsync(cancellationToken);
            },
            cancellationToken);

        (TimeSpan first, int temporaries) = (TimeSpan.Zero, 0);
        await foreach (NictAsrV2Result result in session.ReceiveAllAsync(cancellationToken))
        {
            if (result.IsFinal)
            {
                TimeSpan final = Stopwatch.GetElapsedTime(Volatile.Read(ref stopped));
                await sending;
                return new(result.Text, final, first, temporaries);
            }

            first = temporaries++ == 0 ? Stopwatch.GetElapsedTime(started) : first;
        }

        throw new InvalidOperationException("The session ended without a final result.");
    }

    private static void Print(string what, double[] values)
    {
        Array.Sort(values);
        Console.WriteLine($"{what}: p50 {values[values.Length / 2]:0.00}, p95 {values[(int)(values.Length * 0.95)]:0.00}, max {values[^1]:0.00}");
    }

    private sealed record Run(string Text, TimeSpan Final, TimeSpan FirstTemporary, int Temporaries);
}
