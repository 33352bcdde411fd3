using Mimi.Client;
using Mimi.Client.NictAsr;

/// <summary>The application: it turns a recording into text, and opens a second session when the first one breaks.</summary>
internal sealed class Dictation(NictAsrV2Client client)
{
    public async Task<string> WriteDownAsync(ReadOnlyMemory<byte> recording, CancellationToken cancellationToken)
    {
        try
        {
            return await RecognizeAsync(recording, cancellationToken);
        }
        catch (MimiException e) when (e.IsTransient)
        {
            return await RecognizeAsync(recording, cancellationToken);
        }
    }

    private async Task<string> RecognizeAsync(ReadOnlyMemory<byte> recording, CancellationToken cancellationToken)
    {
        await using var session = await client.OpenSessionAsync(cancellationToken: cancellationToken);
        await session.SendBinaryAsync(recording, cancellationToken);
        await session.StopRecognitionAsync(cancellationToken);
        string text = "";
        await foreach (NictAsrV2Result result in session.ReceiveAllAsync(cancellationToken))
        {
            text += result.Kind is MimiResultKind.Partial or MimiResultKind.Final ? result.Text : "";
        }

        return text;
    }
}
