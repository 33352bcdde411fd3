namespace Mimi.Audio.Capture.Support;

/// <summary>One server for the tests that only listen. They run one after the other, as the process has one PULSE_SERVER.</summary>
public sealed class SharedSoundServer : IAsyncLifetime
{
    internal SoundServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await SoundServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
