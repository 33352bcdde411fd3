using Mimi.TestSupport;

namespace Mimi.Speech.Tests.Support;

internal static class Streams
{
    public static readonly SpeechStreamOptions Temporaries = new() { TemporaryInterval = TimeSpan.FromMilliseconds(320) };

    /// <summary>Sends audio in pieces and reads to the end, both at a time, as a server does.</summary>
    public static async Task<List<SpeechSegment>> RecognizeAsync(ISpeechRecognizer recognizer, float[] audio, int chunk = 1_600, SpeechStreamOptions? options = null)
    {
        CancellationToken timeout = TestContext.Current.CancellationToken;
        await using ISpeechStream stream = recognizer.OpenStream(options);
        Task writing = WriteAsync(stream, audio, chunk, timeout);
        List<SpeechSegment> segments = await ReadAsync(stream, timeout);
        await writing;
        return segments;
    }

    public static async Task WriteAsync(ISpeechStream stream, float[] audio, int chunk, CancellationToken cancellationToken)
    {
        for (int at = 0; at < audio.Length; at += chunk)
        {
            await stream.WriteAsync(audio.AsMemory(at, Math.Min(chunk, audio.Length - at)), cancellationToken);
        }

        stream.Complete();
    }

    public static async Task<List<SpeechSegment>> ReadAsync(ISpeechStream stream, CancellationToken cancellationToken)
    {
        var segments = new List<SpeechSegment>();
        await foreach (SpeechSegment segment in stream.ReadAllAsync(cancellationToken))
        {
            segments.Add(segment);
        }

        return segments;
    }

    /// <summary>Puts the final texts together, in lower case and without punctuation.</summary>
    public static string FinalWords(IEnumerable<SpeechSegment> segments) => string.Join(' ', WordErrors.Words(FinalText(segments)));

    public static string FinalText(IEnumerable<SpeechSegment> segments) => string.Join(' ', segments.Where(static s => s.IsFinal).Select(static s => s.Text));
}
