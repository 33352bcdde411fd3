using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mimi.Speech.Voices.Flite;

/// <summary>The one flite of the process. It keeps state in globals, so that it speaks one piece of text at a time, whoever asks.</summary>
internal static class FliteEngine
{
    private static readonly SemaphoreSlim Turn = new(1); // Waiting for it blocks no thread.
    private static unsafe FliteVoiceHeader* Female;
    private static unsafe FliteVoiceHeader* Male;

    /// <summary>Speaks a piece of printable ASCII text.</summary>
    /// <param name="text">The piece. Once begun it is spoken to its end.</param>
    /// <param name="isMale">Which of the two voices speaks.</param>
    /// <param name="rate">The speed, as in <see cref="SpeechSynthesisRequest.Rate"/>.</param>
    /// <param name="cancellationToken">Cancels the wait for other pieces.</param>
    /// <exception cref="SpeechUnavailableException">The library or the voice is not installed.</exception>
    public static async Task<short[]> SpeakAsync(string text, bool isMale, double rate, CancellationToken cancellationToken)
    {
        await Turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Speak(text, isMale, rate), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            Turn.Release();
        }
    }

    private static unsafe short[] Speak(string text, bool isMale, double rate)
    {
        FliteVoiceHeader* voice = Load(isMale);
        var stretch = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference("duration_stretch"u8)); // Constant data: it ends with a zero and never moves.
        FliteLibrary.SetFeature(voice->Features, stretch, (float)(1 / rate));
        FliteWave* wave = FliteLibrary.Speak(text, voice);
        if (wave == null)
        {
            return Pause.Samples;
        }

        try
        {
            return wave->SampleRate == SpeechAudio.SampleRate && wave->Channels == 1
                ? new ReadOnlySpan<short>(wave->Samples, wave->SampleCount).ToArray()
                : throw Unusable(null);
        }
        finally
        {
            FliteLibrary.Delete(wave);
        }
    }

    private static unsafe FliteVoiceHeader* Load(bool isMale)
    {
        try
        {
            if (Female == null)
            {
                _ = FliteLibrary.Initialize();
                Female = FliteLibrary.RegisterFemale(0);
            }

            return isMale ? Male = Male == null ? FliteLibrary.RegisterMale(0) : Male : Female;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw Unusable(e);
        }
    }

    private static SpeechUnavailableException Unusable(Exception? cause) => new(
        "English is spoken by the library flite 2 with its voices cmu_us_slt and cmu_us_rms, which are not there or do not load. Install them (Debian: apt-get install libflite1).", cause);
}
