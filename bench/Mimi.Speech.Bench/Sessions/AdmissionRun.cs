using System.Net;
using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.Engines;
using Mimi.Client.Recognition;
using Mimi.Speech.Bench.Serving;

namespace Mimi.Speech.Bench.Sessions;

/// <summary>Twice as many speakers as the server takes: are those that it takes served as if the others were not there?</summary>
internal static class AdmissionRun
{
    /// <summary>Finds out how many a server takes, lets as many speak to it, and then twice as many.</summary>
    public static async Task<(int Capacity, SessionsOutcome AtCapacity, SessionsOutcome AtTwice)> RunAsync(MoonshineSize size, CancellationToken cancellationToken)
    {
        await using ChildServer server = await ChildServer.StartSelfAsync(ServedSpeech.Recognizer, $"{size}");
        using var engine = new HttpNetworkEngine();
        var client = new MimiAsrClient(engine, null, server.Address);
        await RecognizerLoad.HearAloneAsync(client, size, cancellationToken);
        int capacity = await CountAsync(client, cancellationToken);
        SessionsOutcome atCapacity = await RecognizerLoad.RunAsync(server, client, size, capacity, cancellationToken);
        SessionsOutcome atTwice = await RecognizerLoad.RunAsync(server, client, size, 2 * capacity, cancellationToken);
        return (capacity, atCapacity, atTwice);
    }

    /// <summary>Finds out how many a server takes.</summary>
    public static async Task<int> CountAsync(MoonshineSize size, CancellationToken cancellationToken)
    {
        await using ChildServer server = await ChildServer.StartSelfAsync(ServedSpeech.Recognizer, $"{size}");
        using var engine = new HttpNetworkEngine();
        var client = new MimiAsrClient(engine, null, server.Address);
        await RecognizerLoad.HearAloneAsync(client, size, cancellationToken);
        return await CountAsync(client, cancellationToken);
    }

    /// <summary>Opens sessions until one is refused.</summary>
    private static async Task<int> CountAsync(MimiAsrClient client, CancellationToken cancellationToken)
    {
        var open = new List<MimiRecognitionSession<MimiAsrResult>>();
        try
        {
            while (true)
            {
                open.Add(await client.OpenSessionAsync(new() { Language = "en" }, cancellationToken));
            }
        }
        catch (MimiServiceException e) when (e.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            return open.Count;
        }
        finally
        {
            foreach (MimiRecognitionSession<MimiAsrResult> session in open)
            {
                await session.DisposeAsync();
            }
        }
    }
}
