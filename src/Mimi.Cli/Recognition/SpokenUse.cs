namespace Mimi.Cli.Recognition;

/// <summary>What the results of a service are for.</summary>
internal enum SpokenUse
{
    /// <summary>One utterance, shown as it comes.</summary>
    Stream,

    /// <summary>One request over HTTP.</summary>
    Request,

    /// <summary>A recording of any length; nobody looks at guesses.</summary>
    Recording,

    /// <summary>Somebody who speaks now.</summary>
    Live,
}
