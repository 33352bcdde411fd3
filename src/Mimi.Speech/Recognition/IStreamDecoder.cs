namespace Mimi.Speech.Recognition;

/// <summary>What one stream's audio goes through. Used by one thread at a time.</summary>
internal interface IStreamDecoder : IDisposable
{
    /// <summary>Gets whether a segment has ended and waits for <see cref="DecodeFinal"/>.</summary>
    bool HasFinal { get; }

    /// <summary>Gets how many samples <see cref="DecodeFinal"/> goes through; 0 when they were decoded as they were heard.</summary>
    long FinalSamples { get; }

    /// <summary>Gets whether <see cref="DecodeTemporary"/> would be welcome.</summary>
    bool IsTemporaryDue { get; }

    /// <summary>Gets hold of what hearing needs, which may take far longer than to hear. Called before each <see cref="Hear"/>; only the first has anything to do.</summary>
    void Prepare();

    /// <summary>Takes samples until a segment ends or a temporary becomes due.</summary>
    /// <returns>How many were taken, at least one.</returns>
    int Hear(ReadOnlySpan<float> samples);

    /// <summary>Ends the audio.</summary>
    void Finish();

    /// <summary>Recognizes what has ended.</summary>
    /// <returns>The segment, or <see langword="null"/> when there is no word in it.</returns>
    SpeechSegment? DecodeFinal();

    /// <summary>Recognizes what is still open.</summary>
    /// <returns>The segment, or <see langword="null"/> when there is nothing new to say.</returns>
    SpeechSegment? DecodeTemporary();

    /// <summary>Waits for the next temporary.</summary>
    void SkipTemporary();
}
