namespace Mimi.Speech;

/// <summary>What is being done with a package.</summary>
public enum PackageStage
{
    /// <summary>It is being fetched. Reported once a second.</summary>
    Fetching,

    /// <summary>Its hash is being checked and its files unpacked.</summary>
    Unpacking,

    /// <summary>It is in the cache.</summary>
    Ready,
}
