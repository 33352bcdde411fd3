using Mimi.Audio;
using Mimi.Client.NictTts;

namespace Mimi.Cli.Output;

/// <summary>Makes WAV files of speech.</summary>
internal static class WavFile
{
    /// <summary>Gets speech as a WAV file: as it came or, since older servers were seen to leave the header out, with one.</summary>
    public static ReadOnlyMemory<byte> Of(NictTtsAudio audio) => audio.IsWav ? audio.Bytes : Of(audio.ToPcm());

    private static byte[] Of(NictTtsPcm speech) =>
        [.. WavHeader.Of(new PcmFormat(speech.Format.SampleRate, speech.Format.Channels), speech.Data.Length), .. speech.Data.Span];
}
