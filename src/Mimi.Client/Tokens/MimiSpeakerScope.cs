namespace Mimi.Client.Tokens;

/// <summary>The scopes of speaker identification: the service itself, and the resources that it is trained with.</summary>
public sealed class MimiSpeakerScope : MimiServiceScope
{
    internal MimiSpeakerScope()
        : this(new("srs/speaker_groups"), new("srs/speakers"), new("srs/speeches"), new("srs/trainers"))
    {
    }

    private MimiSpeakerScope(MimiReadWriteScope groups, MimiReadWriteScope speakers, MimiReadWriteScope speeches, MimiReadWriteScope trainers)
        : base("srs", [.. groups.Names, .. speakers.Names, .. speeches.Names, .. trainers.Names])
    {
        SpeakerGroups = groups;
        Speakers = speakers;
        Speeches = speeches;
        Trainers = trainers;
    }

    /// <summary>Gets the scopes of groups of speakers, and of who is in them.</summary>
    public MimiReadWriteScope SpeakerGroups { get; }

    /// <summary>Gets the scopes of speakers.</summary>
    public MimiReadWriteScope Speakers { get; }

    /// <summary>Gets the scopes of what speakers said, for training.</summary>
    public MimiReadWriteScope Speeches { get; }

    /// <summary>Gets the scopes of the training itself.</summary>
    public MimiReadWriteScope Trainers { get; }
}
