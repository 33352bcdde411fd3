using Mimi.Client.Recognition;

namespace Mimi.Client.Srs;

/// <summary>What speaker identification is told (https://mimi.readme.io/reference/srs).</summary>
public sealed record MimiSrsOptions : MimiRecognitionOptions
{
    /// <summary>Gets the id of the group whose speakers are told apart. Required: without it a call is an <see cref="ArgumentException"/>.</summary>
    /// <value>The id that creating the group returned, in printable ASCII without blanks. Empty by default.</value>
    /// <exception cref="ArgumentException">The value is empty, or has characters that an HTTP header cannot carry.</exception>
    public string SpeakerGroupId
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            field = value.AsSpan().ContainsAnyExceptInRange('!', '~')
                ? throw new ArgumentException("The id of a speaker group has printable ASCII characters only, without blanks.", nameof(value))
                : value;
        }
    } = "";
}
