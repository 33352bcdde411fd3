namespace Mimi.Speech.Packages;

/// <summary>Says once a second, and at each new stage, how long a package has taken.</summary>
internal sealed class PackageReporter : IDisposable
{
    private readonly NpmPackage _package;
    private readonly IProgress<PackageStatus>? _progress;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly long _start;
    private readonly Lock _gate = new();
    private PackageStage _stage = PackageStage.Fetching;
    private bool _isDone;

    public PackageReporter(NpmPackage package, IProgress<PackageStatus>? progress, TimeProvider time)
    {
        _package = package;
        _progress = progress;
        _time = time;
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((PackageReporter)state!).Report(), this, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    public void Enter(PackageStage stage)
    {
        lock (_gate)
        {
            _stage = stage;
        }

        Report();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDone = true;
        }

        _timer.Dispose();
    }

    private void Report()
    {
        lock (_gate)
        {
            if (!_isDone)
            {
                _progress?.Report(new PackageStatus(_package.Specification, _package.Bytes, _time.GetElapsedTime(_start), _stage));
            }
        }
    }
}
