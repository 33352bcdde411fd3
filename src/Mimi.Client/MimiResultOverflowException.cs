namespace Mimi.Client;

/// <summary>Results came faster than they were read, and none that waited could be left out.</summary>
public sealed class MimiResultOverflowException : MimiException
{
    /// <summary>Initializes a new instance of the <see cref="MimiResultOverflowException"/> class.</summary>
    /// <param name="capacity">How many results may wait.</param>
    public MimiResultOverflowException(int capacity)
        : base($"{capacity} results wait to be read, all of them determined, and another one came.", null)
    {
        Capacity = capacity;
    }

    /// <summary>Gets how many results may wait.</summary>
    public int Capacity { get; }
}
