using Microsoft.AspNetCore.Http;
using Mimi.Server.Http;

namespace Mimi.Server.Speakers;

/// <summary>The groups and speakers of one client, and what may be done with them when: group, speaker, membership, speeches, commit.</summary>
/// <remarks>Of speeches only their number is kept, no audio.</remarks>
internal sealed class SpeakerRegistry
{
    private const int MaxResources = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SpeakerGroup> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Speaker> _speakers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _speeches = new(StringComparer.Ordinal);

    public IReadOnlyList<SpeakerGroup> Groups
    {
        get
        {
            lock (_gate)
            {
                return [.. _groups.Values];
            }
        }
    }

    public SpeakerGroup Group(string id)
    {
        lock (_gate)
        {
            return _groups.GetValueOrDefault(id) ?? throw NotFound("speaker group");
        }
    }

    public Speaker Speaker(string id)
    {
        lock (_gate)
        {
            return _speakers.GetValueOrDefault(id) ?? throw NotFound("speaker");
        }
    }

    public string AddGroup(string name, string description)
    {
        lock (_gate)
        {
            return Add(_groups, id => new SpeakerGroup(id, name, description));
        }
    }

    public string AddSpeaker(SpeakerFields fields)
    {
        lock (_gate)
        {
            return Add(_speakers, id => fields.Apply(new Speaker(id, "", 0, 0, 0)));
        }
    }

    public void ChangeSpeaker(string id, SpeakerFields fields)
    {
        lock (_gate)
        {
            _speakers[id] = fields.Apply(Speaker(id));
        }
    }

    public void AddMember(string group, string speaker)
    {
        lock (_gate)
        {
            Group(group).Speakers.Add(Speaker(speaker).Id);
        }
    }

    /// <summary>Checks that a speech may come now, before it is read.</summary>
    public void DemandMember(string speaker)
    {
        lock (_gate)
        {
            Speaker(speaker);
            if (!_groups.Values.Any(group => group.Speakers.Contains(speaker)))
            {
                throw TooEarly("The speaker is in no group yet. POST …/srs/speaker_groups/GROUP/speakers/SPEAKER first.");
            }
        }
    }

    public string AddSpeech(string speaker)
    {
        lock (_gate)
        {
            DemandMember(speaker);
            _speeches[speaker] = _speeches.GetValueOrDefault(speaker) + 1;
            return NewId();
        }
    }

    public void Commit(string speaker)
    {
        lock (_gate)
        {
            Speaker(speaker);
            if (!_speeches.ContainsKey(speaker))
            {
                throw TooEarly("The speaker has no speeches to learn from yet. POST …/srs/speakers/SPEAKER/speeches first.");
            }
        }
    }

    private static string NewId() => Guid.NewGuid().ToString("N");

    private static string Add<T>(Dictionary<string, T> resources, Func<string, T> create)
    {
        if (resources.Count == MaxResources)
        {
            throw new RefusedException(StatusCodes.Status507InsufficientStorage, $"{MaxResources} of these are kept at most. Restart the server to begin anew.");
        }

        string id = NewId();
        resources.Add(id, create(id));
        return id;
    }

    private static RefusedException NotFound(string what) => new(StatusCodes.Status404NotFound, $"There is no such {what}. They are kept in memory, for each application and client, until the server stops.");

    private static RefusedException TooEarly(string message) => new(StatusCodes.Status409Conflict, message);
}
