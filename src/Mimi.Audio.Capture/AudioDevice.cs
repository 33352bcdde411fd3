namespace Mimi.Audio.Capture;

/// <summary>A device that audio can be captured from.</summary>
public sealed record AudioDevice
{
    /// <summary>Gets what <see cref="AudioCaptureOptions.DeviceId"/> takes, such as <c>pulse:alsa_input.usb-0</c>. It stays the same as long as the system's name of the device does.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the library that knows the device.</summary>
    public required CaptureBackend Backend { get; init; }

    /// <summary>Gets a value indicating whether it is the device that is taken when none is named.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Gets a value indicating whether it hears what the computer plays, rather than a microphone.</summary>
    /// <value>PulseAudio says so itself. Of PortAudio's devices, those whose name has "monitor" or "loopback" in it.</value>
    public bool IsLoopback { get; init; }

    /// <summary>Gets a value indicating whether it hears what is played on the default output.</summary>
    /// <value>Always <see langword="false"/> with PortAudio, which does not tell.</value>
    public bool IsDefaultLoopback { get; init; }

    /// <summary>Gets the samples a second that the device itself takes.</summary>
    public int SampleRate { get; init; }

    /// <summary>Gets how many channels the device has.</summary>
    public int Channels { get; init; }
}
