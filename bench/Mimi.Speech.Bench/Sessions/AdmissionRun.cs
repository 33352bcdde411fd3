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
    /// <summary>Finds out how many the server takes, lets as many speak, and then twice as many.</summary>
    public static async Task<(int Capacity, SessionsOutcome AtCapacity, SessionsOutcome AtTwice)> RunAsync(MoonshineSize size, CancellationToken cancellationToken)
    {
        int capacity = await CountAsync(size, cancellationToken);
        SessionsOutcome atCapacity = await RecognizerLoad.RunAsync(size, capacity, null, cancellationToken);
        SessionsOutcome atTwice = await RecognizerLoad.RunAsync(size, 2 * capacity, null, cancellationToken);
        return (capacity, atCapacity, atTwice);
    }

    /// <summary>Opens sessions until one is refused, after the recognizer has measured itself.</summary>
    public static async Task<int> CountAsync(MoonshineSize size, CancellationToken cancellationToken)
    {
        await using ChildServer server = await ChildServer.StartSelfAsync(ServedSpeech.Recognizer, $"{size}");
        using var engine = new HttpNetworkEngine();
        var client = new MimiAsrClient(engine, null, server.Address);
        foreach (Speech speech in RecognizerLoad.ReadSpeeches())
        {
            await new SpokenSession(client, speech).RunAsync(100, cancellationToken);
        }

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
