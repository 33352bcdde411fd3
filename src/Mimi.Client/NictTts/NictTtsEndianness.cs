namespace Mimi.Client.NictTts;

/// <summary>The order of the two bytes of a sample.</summary>
public enum NictTtsEndianness
{
    /// <summary>The lower byte first, as in everything else here.</summary>
    Little,

    /// <summary>The higher byte first.</summary>
    Big,
}
