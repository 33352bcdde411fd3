using Mimi.Audio;
using Mimi.Cli.Commands;
using Mimi.Cli.Hosting;
using Mimi.Cli.Output;

namespace Mimi.Cli.Recognition;

internal sealed class Transcriber(TranscribeOptions options, CliEnvironment environment) : IAsyncDisposable
{
    public Task PrepareAsync(PcmFormat format) => format.SampleRate < 8000 ? throw new Errors.CliException(65, "4000 Hz") : Task.CompletedTask;
    public async IAsyncEnumerable<Recognized> RecognizeAsync(PcmAudio audio, Action<TimeSpan> onAdvance)
    {
        await Task.Yield();
        _ = options; _ = environment;
        yield break;
    }
    public ValueTask DisposeAsync() => default;
}
