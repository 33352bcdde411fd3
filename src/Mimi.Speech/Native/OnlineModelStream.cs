using System.Runtime.InteropServices;

namespace Mimi.Speech.Native;

/// <summary>One stream through a streaming model.</summary>
internal sealed class OnlineModelStream(OnlineRecognizerHandle recognizer, OnlineStreamHandle stream) : IDisposable
{
    /// <summary>Gets whether the model hears that an utterance has ended.</summary>
    public bool IsEndpoint => Sherpa.IsOnlineEndpoint(recognizer, stream) != 0;

    public void Accept(ReadOnlySpan<float> samples)
    {
        Sherpa.AcceptOnline(stream, SpeechAudio.SampleRate, samples, samples.Length);
        Decode();
    }

    public void Finish()
    {
        Sherpa.FinishOnline(stream);
        Decode();
    }

    public void Reset() => Sherpa.ResetOnline(recognizer, stream);

    /// <summary>Reads what was understood since the last reset, and when its first and last token began, in seconds since then.</summary>
    public unsafe (string Text, float? First, float? Last) Read()
    {
        OnlineResult* result = Sherpa.GetOnlineResult(recognizer, stream);
        if (result is null)
        {
            return ("", null, null);
        }

        try
        {
            string text = Marshal.PtrToStringUTF8(result->Text) ?? "";
            var times = new ReadOnlySpan<float>((void*)result->Timestamps, result->Timestamps == 0 ? 0 : result->Count);
            return times.IsEmpty ? (text, null, null) : (text, times[0], times[^1]);
        }
        finally
        {
            Sherpa.DestroyOnlineResult(result);
        }
    }

    public void Dispose() => stream.Dispose();

    private void Decode()
    {
        while (Sherpa.IsOnlineReady(recognizer, stream) != 0)
        {
            Sherpa.DecodeOnline(recognizer, stream);
        }
    }
}
