namespace Mimi.Client.NictTts;

/// <summary>The gender of the voice.</summary>
public enum NictTtsGender
{
    /// <summary>The service chooses.</summary>
    Unknown,

    /// <summary>A female voice.</summary>
    Female,

    /// <summary>A male voice.</summary>
    Male,
}
