using Mimi.Chaos;
using Mimi.Proof.Fuzzing;
using Mimi.Proof.Hanging;
using Mimi.Proof.Ledger;

namespace Mimi.Proof.Soak;

/// <summary>One of those who speak: an hour of audio, as fast as the clock goes, over a way of its own.</summary>
internal abstract class SoakVoice : IAsyncDisposable
{
    /// <summary>How much audio one hands over at a time, at most: an odd number of bytes is right, too.</summary>
    private static readonly int[] Chunks = [8_000, 32_000, 48_001, 64_000];

    private readonly ChaosProxy _proxy;
    private readonly Operation _operation;
    private readonly int _largestChunk;
    private long _paceBegin;
    private long _pacePlace;

    protected SoakVoice(SoakWorld world, int number, bool isMortal, Operation operation)
    {
        World = world;
        IsMortal = isMortal;
        Dice = new(world.Plan.Seed, 1_000_000 + number);
        Service = (LedgerService)(number % 3);
        _operation = operation;
        _largestChunk = Dice.Pick(Chunks);
        Place = Dice.Below(1_000_000) * SoakAudio.BytesPerSample;
        _proxy = ChaosProxy.Start(new() { Upstream = world.Server.Address, Plan = SoakFaults.OnTheWay(world.Plan, number, isMortal), TimeProvider = world.Time });
    }

    protected SoakWorld World { get; }

    /// <summary>Gets a value indicating whether there may be faults that end a session for good.</summary>
    protected bool IsMortal { get; }

    protected FuzzRandom Dice { get; }

    protected LedgerService Service { get; }

    /// <summary>Gets or sets where in all audio one is, in bytes.</summary>
    protected long Place { get; set; }

    /// <summary>Speaks.</summary>
    /// <param name="bytes">How much.</param>
    public async Task SpeakAsync(long bytes)
    {
        (_paceBegin, _pacePlace) = (World.Time.GetTimestamp(), Place);
        await SpeakToAsync(Place + bytes);
    }

    /// <summary>Waits, silently, until all that was spoken has been told, and no connection is left.</summary>
    public abstract Task RestAsync();

    /// <summary>Ends the session, if there is one.</summary>
    public abstract Task EndAsync();

    public virtual async ValueTask DisposeAsync()
    {
        World.Figures.Add("connections of the client", _proxy.Director.Connections);
        foreach (ChaosEvent happened in _proxy.Director.Events)
        {
            World.Figures.Add("faults on the way", 1);
            World.Figures.Add($"  {happened.Fault.Kind}", 1);
        }

        await _proxy.DisposeAsync();
        _operation.Dispose();
    }

    protected abstract Task SpeakToAsync(long end);

    protected Uri AddressOf(SoakTrack track) => new(_proxy.Address, World.Server.Expect(track));

    /// <summary>Chooses how much to hand over next.</summary>
    protected int NextChunk(long end) => (int)Math.Min(end - Place, Dice.Between(1, _largestChunk));

    /// <summary>Waits while one would speak faster than the clock goes.</summary>
    protected async ValueTask KeepPaceAsync()
    {
        TimeSpan ahead = TimeSpan.FromSeconds((double)(Place - _pacePlace) / SoakAudio.BytesPerSecond) - World.Time.GetElapsedTime(_paceBegin);
        if (ahead > TimeSpan.FromMilliseconds(World.Plan.Speed)) // A millisecond of the world's, which is as short as timers are.
        {
            await Task.Delay(ahead, World.Time);
        }
    }

    /// <summary>Tells the guard that something goes on, and what is waited for next.</summary>
    protected void At(string phase)
    {
        _operation.Restart(Place);
        _operation.Phase = phase;
    }
}
