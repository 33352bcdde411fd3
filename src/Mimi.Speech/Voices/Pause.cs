namespace Mimi.Speech.Voices;

/// <summary>What is heard where there is nothing to say.</summary>
internal static class Pause
{
    private const int Milliseconds = 300; // About what either engine leaves between two sentences.

    public static short[] Samples => new short[SpeechAudio.SampleRate * Milliseconds / 1_000];
}
