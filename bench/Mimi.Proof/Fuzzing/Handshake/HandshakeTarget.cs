using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.Recognition;
using Mimi.Proof.Fuzzing.Client;
using Mimi.Proof.Hanging;

namespace Mimi.Proof.Fuzzing.Handshake;

/// <summary>Any answer to an upgrade or to a recording, through the default engine and the runtime's own HTTP.</summary>
internal sealed class HandshakeTarget : FuzzTarget
{
    public override string Name => "fuzz handshake";

    public override async Task<string> RunAsync(FuzzRandom random, Operation operation)
    {
        var grammar = new AnswerGrammar(random, random.Pick(0, 10, 30));
        ServiceProbe service = ServiceProbes.All[random.Below(ServiceProbes.All.Count)];
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(new HandshakeStream(head => grammar.Create(head, service.Process), ClientScript.Pieces(random), random.Percent(30))),
        };
        using var engine = new HttpNetworkEngine(handler);
        try
        {
            return random.Percent(70) ? await ConverseAsync(service, engine, operation) : await PostAsync(service, engine, operation);
        }
        catch (MimiException e)
        {
            Expect.Text(e.Message, "The message of an exception");
            Expect.Text((e as MimiServiceException)?.Detail, "The detail of an exception");
            Expect.That(e.RetryAfter is not { } wait || wait >= TimeSpan.Zero, $"To be tried again after {e.RetryAfter}.");
            return e is MimiServiceException { StatusCode: { } status } ? $"refused with {(int)status / 100}xx" : e.GetType().Name;
        }
    }

    private static async Task<string> ConverseAsync(ServiceProbe service, HttpNetworkEngine engine, Operation operation)
    {
        operation.Phase = "opening";
        SessionProbe session = await service.OpenAsync(engine, new(), keepRawJson: false);
        try
        {
            operation.Phase = "reading to the end";
            await foreach (MimiRecognitionResult result in session.ReadAsync(CancellationToken.None))
            {
                // Checked by the probe.
            }

            return "final result of a session";
        }
        finally
        {
            operation.Phase = "disposing";
            await session.DisposeAsync();
        }
    }

    private static async Task<string> PostAsync(ServiceProbe service, HttpNetworkEngine engine, Operation operation)
    {
        operation.Phase = "recognizing";
        await service.RecognizeAsync(engine, new byte[320], CancellationToken.None);
        return "result over HTTP";
    }
}
