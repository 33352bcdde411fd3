using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Mimi.Client.Serialization;

/// <summary>What a service's messages mean: how the bytes become a result, and what kind of result that is.</summary>
/// <remarks>A session uses its decoder from one thread at a time.</remarks>
/// <typeparam name="T">The result.</typeparam>
public sealed class MessageDecoder<T>
{
    private readonly MessageReader<T> _read;
    private readonly Func<T, MimiResultKind>? _kind;
    private readonly Func<T, string?>? _sessionId;

    /// <summary>Initializes a new instance of the <see cref="MessageDecoder{T}"/> class.</summary>
    /// <param name="read">Reads one message. A <see cref="JsonException"/>, <see cref="FormatException"/> or <see cref="InvalidOperationException"/> that it throws becomes a <see cref="MimiJsonException"/>, any other a <see cref="MimiSerializationException"/>.</param>
    /// <param name="kind">
    /// Says what kind a result is. <see langword="null"/> if the service knows no final result: a session then ends normally when the server closes with code 1000, and
    /// otherwise with an exception.
    /// </param>
    /// <param name="sessionId">Gets the session's id from a result, for error reports; <see langword="null"/> if there is none.</param>
    public MessageDecoder(MessageReader<T> read, Func<T, MimiResultKind>? kind = null, Func<T, string?>? sessionId = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        _read = read;
        _kind = kind;
        _sessionId = sessionId;
    }

    internal bool KnowsFinal => _kind is not null;

    /// <summary>Gets what tells how far into the audio a result reaches; it gives <see langword="null"/> for a result without a time. <see langword="null"/> if results of the service have no ends.</summary>
    internal Func<T, TimeSpan?>? Reach { get; init; }

    /// <summary>Gets how far apart results come while one speaks, zero if that is not known; <see langword="null"/> if none are expected before the end.</summary>
    internal TimeSpan? InterimInterval { get; init; }

    internal T Decode(ReadOnlySpan<byte> message, out MimiResultKind kind)
    {
        if (!Utf8.IsValid(message))
        {
            throw new MimiSerializationException($"A text message of {message.Length} bytes is not valid UTF-8.");
        }

        try
        {
            T result = _read(message);
            kind = _kind?.Invoke(result) ?? MimiResultKind.Unknown;
            return result;
        }
        catch (JsonException e)
        {
            // The inner exception is left out: it quotes what the server sent.
            throw new MimiJsonException($"A message of {message.Length} bytes is not the JSON of a {typeof(T).Name} (line {e.LineNumber}, byte {e.BytePositionInLine}).");
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new MimiJsonException($"A message of {message.Length} bytes is not the JSON of a {typeof(T).Name}: a value is of another type than expected.");
        }
        catch (Exception e) when (e is not MimiException)
        {
            throw new MimiSerializationException($"A message of {message.Length} bytes could not be read as a {typeof(T).Name}.", e);
        }
    }

    internal string? SessionIdOf(T result) => _sessionId?.Invoke(result);
}

/// <summary>Makes decoders of JSON messages.</summary>
public static class MessageDecoder
{
    /// <summary>Makes a decoder from source-generated type information, so that nothing needs reflection.</summary>
    /// <typeparam name="T">The result, which is what the JSON is read into.</typeparam>
    /// <param name="type">Tells how to read the JSON.</param>
    /// <param name="kind">See <see cref="MessageDecoder{T}.MessageDecoder(MessageReader{T}, Func{T, MimiResultKind}?, Func{T, string?}?)"/>.</param>
    /// <param name="sessionId">As <paramref name="kind"/>.</param>
    /// <returns>The decoder.</returns>
    public static MessageDecoder<T> Json<T>(JsonTypeInfo<T> type, Func<T, MimiResultKind>? kind = null, Func<T, string?>? sessionId = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new(message => JsonSerializer.Deserialize(message, type) ?? throw new JsonException(), kind, sessionId);
    }
}
