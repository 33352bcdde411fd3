using Mimi.Audio.Aiff;
using Mimi.Audio.Ffmpeg;
using Mimi.Audio.Files;
using Mimi.Audio.Flac;
using Mimi.Audio.Wav;
using Mimi.Streams;

namespace Mimi.Audio;

/// <summary>Opens sound files of every kind as 16-bit PCM. What a file is, its content tells and not its name.</summary>
public static class AudioFile
{
    private const int BufferBytes = 65_536;

    private static readonly AudioFileOptions Default = new();

    /// <summary>Opens a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="options">How it is read, or <see langword="null"/> for its own rate and channels.</param>
    /// <param name="cancellationToken">Cancels the reading up to where the audio begins.</param>
    /// <returns>The audio, read while you read it: never as a whole.</returns>
    /// <exception cref="AudioFormatException">The file is not of a kind that can be read, or damaged.</exception>
    /// <exception cref="ArgumentException">The path is empty, or the wanted channel is not there.</exception>
    /// <exception cref="IOException">The file is not there, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static async Task<PcmAudio> OpenAsync(string path, AudioFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);
        try
        {
            return await OpenAsync(file, Path.GetFullPath(path), options ?? Default, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens what a stream holds.</summary>
    /// <param name="stream">
    /// The file from its first byte; it need not be seekable. It is read in small pieces, never as a whole. It belongs to the returned object, and to the caller if this method throws.
    /// </param>
    /// <param name="options">How it is read, or <see langword="null"/> for its own rate and channels.</param>
    /// <param name="cancellationToken">Cancels the reading up to where the audio begins.</param>
    /// <returns>The audio, read while you read it. Reading it throws <see cref="AudioFormatException"/> where damage shows later.</returns>
    /// <exception cref="AudioFormatException">The stream is not of a kind that can be read, or damaged.</exception>
    /// <exception cref="ArgumentException">The wanted channel is not there.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static Task<PcmAudio> OpenAsync(Stream stream, AudioFileOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return OpenAsync(stream, path: null, options ?? Default, cancellationToken);
    }

    private static async Task<PcmAudio> OpenAsync(Stream stream, string? path, AudioFileOptions options, CancellationToken cancellationToken)
    {
        PcmAudio audio = options.Raw is { } raw
            ? new(raw, stream, stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : null)
            : await OpenContainerAsync(stream, path, options.Ffmpeg, cancellationToken).ConfigureAwait(false);
        return audio.ConvertTo(options.Target);
    }

    private static async Task<PcmAudio> OpenContainerAsync(Stream stream, string? path, FfmpegOptions? ffmpeg, CancellationToken cancellationToken)
    {
        long begin = stream.CanSeek ? stream.Position : 0;
        byte[] buffer = new byte[FileKind.StartBytes];
        int read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        ReadOnlyMemory<byte> start = buffer.AsMemory(0, read);
        Stream file = Rewind(stream, begin, start);
        try
        {
            return FileKind.Of(start.Span) switch
            {
                ContainerKind.Wav => await WavReader.OpenAsync(file, cancellationToken).ConfigureAwait(false),
                ContainerKind.Aiff => await AiffReader.OpenAsync(file, cancellationToken).ConfigureAwait(false),
                ContainerKind.Flac => await FlacReader.OpenAsync(file, cancellationToken).ConfigureAwait(false),
                ContainerKind.Empty => throw AudioFormatException.Unreadable($"This is {FileKind.NameOf(start.Span)}."),
                _ => throw AudioFormatException.NotDecodedHere($"This is {FileKind.NameOf(start.Span)}."),
            };
        }
        catch (AudioFormatException e) when (e.Foreign is { } found && ffmpeg is not null && MayStartAgain(stream, start))
        {
            return path is null
                ? await FfmpegReader.OpenAsync(Rewind(stream, begin, start), ffmpeg, found, cancellationToken).ConfigureAwait(false)
                : await FfmpegReader.OpenAsync(path, stream, ffmpeg, found, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A pipe is at its beginning only as long as nobody has read behind the first bytes: not within a WAV file whose header was read.</summary>
    private static bool MayStartAgain(Stream stream, ReadOnlyMemory<byte> start) =>
        stream.CanSeek || FileKind.Of(start.Span) is ContainerKind.Foreign or ContainerKind.Unknown;

    private static Stream Rewind(Stream stream, long begin, ReadOnlyMemory<byte> start)
    {
        if (!stream.CanSeek)
        {
            return new ReplayStream(start, stream);
        }

        stream.Position = begin;
        return stream;
    }
}
