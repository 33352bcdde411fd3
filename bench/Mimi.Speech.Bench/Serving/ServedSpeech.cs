using Mimi.Server;

namespace Mimi.Speech.Bench.Serving;

/// <summary>A local mimi in a process of its own, so that its processor time and its memory are nobody else's. Runs in the child.</summary>
internal static class ServedSpeech
{
    public const string Recognizer = "serve-recognizer";
    public const string Scripted = "serve-scripted";

    public static async Task<int> RunRecognizerAsync(MoonshineSize size, int? maxSessions, CancellationToken cancellationToken)
    {
        await using var models = new LocalSpeechModels(new() { English = size });
        await models.GetAsync("en", cancellationToken);
        return await ServeAsync(new() { Recognizers = models, MaxSessions = maxSessions }, cancellationToken);
    }

    public static Task<int> RunScriptedAsync(CancellationToken cancellationToken) => ServeAsync(new() { Recognizers = new CountingSpeech() }, cancellationToken);

    /// <summary>Serves until its standard input ends; prints its address.</summary>
    private static async Task<int> ServeAsync(MimiServerOptions options, CancellationToken cancellationToken)
    {
        await using MimiServer server = await MimiServer.StartAsync(options, cancellationToken);
        Console.WriteLine(server.Address);
        await Console.In.ReadToEndAsync(cancellationToken);
        return 0;
    }
}
