using Mimi.Speech;

namespace Mimi.Server.Admission;

/// <summary>What a session takes up of the server's capacity, until it is disposed of.</summary>
internal sealed class SessionSeat(SessionLimit limit, ISpeechCapacity? capacity) : IDisposable
{
    private volatile bool _isFinishing;

    public ISpeechCapacity? Capacity { get; } = capacity;

    /// <summary>Gets a value indicating whether no more audio follows, so that only the last words are waited for.</summary>
    public bool IsFinishing => _isFinishing;

    public void Finish() => _isFinishing = true;

    public void Dispose() => limit.Leave(this);
}
