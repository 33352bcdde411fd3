namespace Mimi.Client.Sessions;

/// <summary>A session as whoever reads its results sees it.</summary>
internal interface IResultSource<T>
{
    ResultBuffer<T> Results { get; }

    /// <summary>Disconnects at once.</summary>
    void Cancel();

    /// <summary>Disconnects at once, unless the session has ended by itself.</summary>
    void Leave();
}
