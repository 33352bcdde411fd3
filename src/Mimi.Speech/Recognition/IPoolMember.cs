namespace Mimi.Speech.Recognition;

/// <summary>Somebody who takes turns at a <see cref="DecodePool"/>.</summary>
internal interface IPoolMember
{
    /// <summary>Says what comes next. Called under the pool's lock, so it must be quick and call nobody.</summary>
    PoolWork Next();

    /// <summary>Does one bounded piece of it. Never called twice at a time. It tells of its failures itself: what it throws is lost, and it goes on with its next turn.</summary>
    void Run(PoolWork work);

    /// <summary>Gives up a temporary that is due, because it has waited too long.</summary>
    void SkipSpare();
}
