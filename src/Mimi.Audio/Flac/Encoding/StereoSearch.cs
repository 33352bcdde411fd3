namespace Mimi.Audio.Flac.Encoding;

/// <summary>How the encoder looks for what two channels have in common.</summary>
internal enum StereoSearch
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By a guess, before anything is encoded.</summary>
    Guess,

    /// <summary>By encoding left, right, middle and side, and keeping the smallest pair.</summary>
    Full,
}
