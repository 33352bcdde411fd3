namespace Mimi.Client.Services;

/// <summary>What <see cref="RetryPipeline"/> asks a call.</summary>
internal interface IRepeatableCall
{
    /// <summary>Gets how long ago the call began.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>Says whether everything can be sent once more.</summary>
    bool CanRepeat();

    /// <summary>Is told that the call is made again.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="wait">When.</param>
    void Repeating(Exception failure, TimeSpan wait);
}
