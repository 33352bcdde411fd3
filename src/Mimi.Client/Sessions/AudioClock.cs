namespace Mimi.Client.Sessions;

/// <summary>Which of the user's audio lies where on the connection: the two differ where silence was put in or audio was dropped. Its owner guards it.</summary>
/// <remarks>Holds one stretch for each change between audio and silence and for each gap, so that it is exact for as long as the session lasts: some 60 bytes each.</remarks>
internal sealed class AudioClock
{
    private readonly List<AudioStretch> _stretches = [new(0, 0, 0, IsAudio: true)];
    private long _connection;
    private long _user;
    private long _sent;

    /// <summary>Takes note of the next piece that goes out.</summary>
    /// <param name="position">Where in the user's audio it begins, or, for silence, where it lies.</param>
    /// <param name="length">How many bytes it has.</param>
    /// <param name="isAudio">Whether it is the user's audio.</param>
    public void Add(long position, int length, bool isAudio)
    {
        if (_stretches[^1].IsAudio != isAudio || (isAudio && position != _user))
        {
            _user = isAudio ? position : _user;
            AudioStretch next = new(_connection, _user, _sent, isAudio);
            if (_stretches[^1].Connection == _connection)
            {
                _stretches[^1] = next; // Nothing went out in the last one.
            }
            else
            {
                _stretches.Add(next);
            }
        }

        _connection += length;
        _user += isAudio ? length : 0;
        _sent += isAudio ? length : 0;
    }

    /// <summary>Where in the user's audio without what was dropped a position of the connection is.</summary>
    public long ToSent(long connection)
    {
        AudioStretch stretch = Find(connection);
        return Math.Min(_sent, stretch.IsAudio ? stretch.Sent + connection - stretch.Connection : stretch.Sent);
    }

    /// <summary>When in the user's audio a time of the connection is. At the place of a gap it is the end of the gap.</summary>
    public TimeSpan ToUser(TimeSpan connection, AudioScale scale)
    {
        AudioStretch stretch = Find(scale.ToBytes(connection));
        return stretch.IsAudio
            ? connection + (scale.ToTime(stretch.User) - scale.ToTime(stretch.Connection))
            : scale.ToTime(stretch.User);
    }

    /// <summary>Finds the last stretch that begins at or before a position.</summary>
    private AudioStretch Find(long connection)
    {
        (int low, int high) = (0, _stretches.Count - 1);
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _stretches[middle].Connection <= connection ? (middle, high) : (low, middle - 1);
        }

        return _stretches[low];
    }
}
