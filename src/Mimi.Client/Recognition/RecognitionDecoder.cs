using Mimi.Client.Serialization;

namespace Mimi.Client.Recognition;

/// <summary>Makes the decoders of the recognition services, which differ in their <c>response</c> only.</summary>
internal static class RecognitionDecoder
{
    /// <param name="reader">Reads the message.</param>
    /// <param name="toResult">Makes a result of it.</param>
    /// <param name="interimInterval">See <see cref="MessageDecoder{T}.InterimInterval"/>.</param>
    /// <param name="reach">See <see cref="MessageDecoder{T}.Reach"/>.</param>
    public static MessageDecoder<TResult> Create<TResponse, TResult>(EnvelopeReader<TResponse> reader, Func<Envelope<TResponse>, TResult> toResult, TimeSpan? interimInterval = null, Func<TResult, TimeSpan?>? reach = null)
        where TResult : MimiRecognitionResult =>
        new(message => toResult(reader.Read(message)), static result => result.Kind, static result => result.SessionId) { InterimInterval = interimInterval, Reach = reach };

    /// <summary>Makes a decoder of results whose <c>response</c> is an array of objects.</summary>
    public static MessageDecoder<TResult> OfEntries<TEntry, TResult>(EntriesReader<TEntry>.EntryReader readEntry, bool keepRawJson, Func<Envelope<TEntry[]>, TResult> toResult, TimeSpan? interimInterval = null, Func<TResult, TimeSpan?>? reach = null)
        where TResult : MimiRecognitionResult =>
        Create(new EnvelopeReader<TEntry[]>(new EntriesReader<TEntry>(readEntry).Read, [], keepRawJson), toResult, interimInterval, reach);
}
