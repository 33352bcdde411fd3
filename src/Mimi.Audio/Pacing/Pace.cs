namespace Mimi.Audio.Pacing;

/// <summary>Waits for instants of the audio. Each is counted from the beginning, so that errors of single waits do not add up.</summary>
internal sealed class Pace(TimeProvider time, double speed)
{
    private readonly long _start = time.GetTimestamp();

    public Task WaitUntilAsync(TimeSpan position, CancellationToken cancellationToken)
    {
        TimeSpan left = (position / speed) - time.GetElapsedTime(_start);
        return left > TimeSpan.Zero ? Task.Delay(left, time, cancellationToken) : Task.CompletedTask;
    }
}
