namespace Mimi.Client.NictTts;

/// <summary>What synthesized audio is coded as (https://mimi.readme.io/reference/speech-synthesis). The service owns the list: any name may be given.</summary>
public readonly record struct NictTtsAudioFormat
{
    /// <summary>Initializes a new instance of the <see cref="NictTtsAudioFormat"/> struct.</summary>
    /// <param name="name">The name as the service takes it. It is case-sensitive.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public NictTtsAudioFormat(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>Gets a WAV file.</summary>
    public static NictTtsAudioFormat Wav { get; } = new("WAV");

    /// <summary>Gets bare samples without a header.</summary>
    public static NictTtsAudioFormat Raw { get; } = new("RAW");

    /// <summary>Gets ADPCM. Which variant is not published.</summary>
    public static NictTtsAudioFormat Adpcm { get; } = new("ADPCM");

    /// <summary>Gets Speex. Its framing is not published.</summary>
    public static NictTtsAudioFormat Speex { get; } = new("Speex");

    /// <summary>Gets the name as the service takes it.</summary>
    public string Name => field ?? "WAV";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
