using System.Diagnostics.CodeAnalysis;
using Mimi.Client.Services;

namespace Mimi.Client.NictTts;

/// <summary>What speech synthesis is asked for (https://mimi.readme.io/reference/speech-synthesis). The defaults are those of mimi's Kotlin client.</summary>
public sealed record NictTtsOptions : MimiRequestOptions
{
    /// <summary>Gets the language of the text.</summary>
    /// <value>The default is <see cref="NictTtsLanguage.Japanese"/>.</value>
    public NictTtsLanguage Language { get; init; } = NictTtsLanguage.Japanese;

    /// <summary>Gets what the audio is coded as.</summary>
    /// <value>The default is <see cref="NictTtsAudioFormat.Wav"/>.</value>
    public NictTtsAudioFormat AudioFormat { get; init; } = NictTtsAudioFormat.Wav;

    /// <summary>Gets the order of the bytes of a sample.</summary>
    /// <value>The default is <see cref="NictTtsEndianness.Little"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the two.</exception>
    public NictTtsEndianness Endianness
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The byte order is Little or Big.");
    }

    /// <summary>Gets the gender of the voice.</summary>
    /// <value>The default is <see cref="NictTtsGender.Unknown"/>: the service chooses.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the three.</exception>
    public NictTtsGender Gender
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The gender is Unknown, Female or Male.");
    }

    /// <summary>Gets how fast is spoken. The vendor calls it experimental.</summary>
    /// <value>0.5 to 2.0 times the voice's own pace. The default is 1.0.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    [Experimental("MIMI0001")]
    public double Rate
    {
        get;
        init => field = value is >= 0.5 and <= 2.0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The rate is 0.5 to 2.0.");
    } = 1.0;

    /// <summary>Gets the age of the voice, such as <c>20</c>. Only older samples of the vendor send it; which values the service knows is not published.</summary>
    /// <value>The default is <see langword="null"/>: nothing is sent.</value>
    public string? Age { get; init; }

    /// <summary>Gets whether the voice is a native speaker's: <c>yes</c> or <c>no</c>. Only older samples of the vendor send it.</summary>
    /// <value>The default is <see langword="null"/>: nothing is sent.</value>
    public string? Native { get; init; }

    /// <summary>Gets how large the audio may be that <see cref="NictTtsClient.SynthesizeAsync"/> holds in memory.</summary>
    /// <value>1,024 to 1,073,741,824 bytes. The default is 67,108,864 (64 MiB), which is 35 minutes of PCM.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxAudioBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1_024);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1_073_741_824);
            field = value;
        }
    } = 67_108_864;
}
