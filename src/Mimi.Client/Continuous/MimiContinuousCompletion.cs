namespace Mimi.Client.Continuous;

/// <summary>How a continuous session ended: <see cref="MimiContinuousCompleted"/>, <see cref="MimiContinuousTimedOut"/> or <see cref="MimiContinuousFailed"/>.</summary>
public abstract record MimiContinuousCompletion
{
    private protected MimiContinuousCompletion()
    {
    }
}
