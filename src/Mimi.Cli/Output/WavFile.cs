using System.Buffers.Binary;
using Mimi.Client.NictTts;

namespace Mimi.Cli.Output;

/// <summary>Makes WAV files (Microsoft's "Multimedia Programming Interface and Data Specifications 1.0").</summary>
internal static class WavFile
{
    private const int HeaderBytes = 44;
    private const int BytesPerSample = 2;

    /// <summary>Gets speech as a WAV file: as it came or, since older servers were seen to leave the header out, with one.</summary>
    public static ReadOnlyMemory<byte> Of(NictTtsAudio audio) => audio.IsWav ? audio.Bytes : Of(audio.ToPcm());

    private static byte[] Of(NictTtsPcm speech)
    {
        byte[] file = new byte[HeaderBytes + speech.Data.Length];
        Span<byte> header = file;
        int bytesPerFrame = BytesPerSample * speech.Format.Channels;
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], (short)speech.Format.Channels);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], speech.Format.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], speech.Format.SampleRate * bytesPerFrame);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], (short)bytesPerFrame);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], BytesPerSample * 8);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[40..], speech.Data.Length);
        speech.Data.Span.CopyTo(header[HeaderBytes..]);
        return file;
    }
}
