using System.Runtime.CompilerServices;
using Mimi.Client.Engines;
using Mimi.Client.Services;
using Mimi.Client.Sessions;

namespace Mimi.Client.NictTts;

/// <summary>Speech synthesis by NICT's engine (https://mimi.readme.io/reference/speech-synthesis): whole, into a stream, or in pieces as they come.</summary>
/// <remarks>Safe for concurrent use; one instance serves a whole process. The engine is the caller's, who disposes it.</remarks>
public sealed class NictTtsClient
{
    private static readonly Uri DefaultAddress = new("https://tts.mimi.fd.ai/speech_synthesis");

    private readonly MimiServiceClient _service;

    /// <summary>Initializes a new instance of the <see cref="NictTtsClient"/> class.</summary>
    /// <param name="engine">What requests go through.</param>
    /// <param name="credential">What supplies the token, with the scope <c>nict-tts/http-api-service</c>; <see langword="null"/> to send none, as to a local mimi.</param>
    /// <param name="address">The full address of the service, or <see langword="null"/> for <c>https://tts.mimi.fd.ai/speech_synthesis</c>.</param>
    public NictTtsClient(MimiNetworkEngine engine, MimiCredential? credential, Uri? address = null) =>
        _service = new(engine, credential, address ?? DefaultAddress);

    /// <summary>Speaks a text, and gives the whole of the audio.</summary>
    /// <param name="text">The text, sent as it is. How long it may be is not published.</param>
    /// <param name="options">How to speak it, or <see langword="null"/> for the defaults: Japanese, WAV.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The audio.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty, blank or not valid UTF-16.</exception>
    /// <exception cref="MimiServiceException">The server refused the request, or answered with an error in place of audio.</exception>
    /// <exception cref="MimiIOException">No answer was had, or not in time, or the connection was lost.</exception>
    /// <exception cref="MimiSerializationException">The audio is larger than <see cref="NictTtsOptions.MaxAudioBytes"/>.</exception>
    public async Task<NictTtsAudio> SynthesizeAsync(string text, NictTtsOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        MimiRequestBody body = NictTtsWire.ToForm(TextArgument.Checked(text), options);
        return await Deadline.RunAsync(
            token => ReadAllAsync(body, options, token), options.ResponseTimeout, options.TimeProvider, "The audio", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Speaks a text into a stream, piece by piece, without holding the whole.</summary>
    /// <param name="text">As for <see cref="SynthesizeAsync"/>.</param>
    /// <param name="destination">Takes the audio as it comes. It is not disposed. After a failure it holds what had come.</param>
    /// <param name="options">As for <see cref="SynthesizeAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty, blank or not valid UTF-16, or <paramref name="destination"/> cannot be written.</exception>
    /// <exception cref="MimiServiceException">The server refused the request, or answered with an error in place of audio; then nothing was written.</exception>
    /// <exception cref="MimiIOException">No answer was had, or not in time, or the connection was lost.</exception>
    /// <remarks>If writing fails, that failure is thrown as it is.</remarks>
    public async Task<long> SynthesizeToAsync(string text, Stream destination, NictTtsOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (!destination.CanWrite)
        {
            throw new ArgumentException("The stream cannot be written.", nameof(destination));
        }

        long written = 0;
        await foreach (ReadOnlyMemory<byte> piece in SynthesizeStreamAsync(text, options, cancellationToken).ConfigureAwait(false))
        {
            await destination.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
            written += piece.Length;
        }

        return written;
    }

    /// <summary>Speaks a text, and gives the audio in pieces as they come: for playing while it is still being made.</summary>
    /// <param name="text">As for <see cref="SynthesizeAsync"/>.</param>
    /// <param name="options">As for <see cref="SynthesizeAsync"/>. Ask for <see cref="NictTtsAudioFormat.Raw"/> to have samples only: the first pieces of WAV are its header.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The pieces, cut anywhere, also inside a sample. Each is the caller's to keep. Leaving the loop early drops the connection.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty, blank or not valid UTF-16. Thrown at once; the others when the enumeration gets there.</exception>
    /// <exception cref="MimiServiceException">The server refused the request, or answered with an error in place of audio.</exception>
    /// <exception cref="MimiIOException">No answer was had, or not in time, or the connection was lost.</exception>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> SynthesizeStreamAsync(string text, NictTtsOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        return ReadPiecesAsync(NictTtsWire.ToForm(TextArgument.Checked(text), options), options, cancellationToken);
    }

    private async Task<NictTtsAudio> ReadAllAsync(MimiRequestBody body, NictTtsOptions options, CancellationToken cancellationToken)
    {
        NictTtsReply reply = await NictTtsReply.OpenAsync(_service, body, options, cancellationToken).ConfigureAwait(false);
        await using var _ = reply.ConfigureAwait(false);
        using var audio = new MemoryStream();
        ReadOnlyMemory<byte> piece;
        while (!(piece = await reply.ReadAsync(cancellationToken).ConfigureAwait(false)).IsEmpty)
        {
            if (audio.Length + piece.Length > options.MaxAudioBytes)
            {
                throw new MimiSerializationException($"The audio is larger than the limit of {options.MaxAudioBytes} bytes (NictTtsOptions.MaxAudioBytes).");
            }

            audio.Write(piece.Span);
        }

        return new(audio.GetBuffer().AsMemory(0, (int)audio.Length), reply.ContentType, options.AudioFormat, options.Endianness);
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadPiecesAsync(
        MimiRequestBody body, NictTtsOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        NictTtsReply reply = await NictTtsReply.OpenAsync(_service, body, options, cancellationToken).ConfigureAwait(false);
        await using var _ = reply.ConfigureAwait(false);
        ReadOnlyMemory<byte> piece;
        while (!(piece = await reply.ReadAsync(cancellationToken).ConfigureAwait(false)).IsEmpty)
        {
            yield return piece;
        }
    }
}
