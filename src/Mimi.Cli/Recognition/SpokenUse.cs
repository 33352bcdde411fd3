namespace Mimi.Cli.Recognition;

/// <summary>What the results of a service are for.</summary>
internal enum SpokenUse
{
    /// <summary>One request over HTTP.</summary>
    Request,

    /// <summary>A recording of any length; nobody looks at guesses.</summary>
    Recording,

    /// <summary>A recording of any length; somebody looks on.</summary>
    WatchedRecording,

    /// <summary>Somebody who speaks now.</summary>
    Live,
}
