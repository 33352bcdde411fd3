using Mimi.Audio.Capture.Support;
using Mimi.TestSupport;

namespace Mimi.Audio.Capture;

[Collection(SoundCollection.Name)]
public sealed class DeviceTests
{
    public DeviceTests(SharedSoundServer shared) => shared.Server.Use();

    [Fact]
    public async Task List_PulseAudio_KnowsTheMonitorAndWhatItTakes()
    {
        AudioDevice device = Assert.Single(await AudioDevices.ListAsync(CaptureBackend.PulseAudio, TestTimeout.Token));

        Assert.Equal(
            new AudioDevice
            {
                Id = SoundServer.Monitor,
                Name = "Monitor of Stage",
                Backend = CaptureBackend.PulseAudio,
                IsDefault = true,
                IsLoopback = true,
                IsDefaultLoopback = true,
                SampleRate = 16_000,
                Channels = 1,
            },
            device);
    }

    [Fact]
    public async Task List_Automatic_AsksPulseAudioFirst() =>
        Assert.Equal(SoundServer.Monitor, Assert.Single(await AudioDevices.ListAsync(cancellationToken: TestTimeout.Token)).Id);

    [Fact]
    public async Task List_PortAudio_KnowsTheWayToPulseAudio() =>
        Assert.Contains(await AudioDevices.ListAsync(CaptureBackend.PortAudio, TestTimeout.Token), static device => device is { Id: "portaudio:ALSA/pulse", Backend: CaptureBackend.PortAudio, SampleRate: > 0, Channels: > 0 });

    [Theory]
    [InlineData("pulse:nobody")]
    [InlineData("portaudio:ALSA/nobody")]
    public async Task Open_UnknownDevice_SaysWhichThereAre(string id)
    {
        var e = await Assert.ThrowsAsync<AudioCaptureException>(() => AudioCapture.OpenAsync(new() { DeviceId = id }, TestTimeout.Token));

        Assert.Contains($"'{id}'", e.Message, StringComparison.Ordinal);
        Assert.Contains(id.StartsWith("pulse", StringComparison.Ordinal) ? SoundServer.Monitor : "portaudio:ALSA/pulse", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_NoServer_SaysWhatToStart()
    {
        SoundServer.Point("unix:/nowhere");

        var e = await Assert.ThrowsAsync<AudioCaptureException>(() => AudioCapture.OpenAsync(new() { Backend = CaptureBackend.PulseAudio }, TestTimeout.Token));

        Assert.Contains("PULSE_SERVER", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AutomaticWithoutAnyDevice_SaysWhatEachLibraryLacks()
    {
        SoundServer.Point("unix:/nowhere");

        var e = await Assert.ThrowsAsync<AudioCaptureException>(() => AudioCapture.OpenAsync(new() { Loopback = true }, TestTimeout.Token));

        Assert.Contains("PulseAudio", e.Message, StringComparison.Ordinal);
        Assert.Contains("PortAudio has no loopback device", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stage.monitor", CaptureBackend.Automatic, "is not the id of a device")]
    [InlineData("pulse:stage.monitor", CaptureBackend.PortAudio, "is a device of PulseAudio")]
    public async Task Open_IdOfNoDevice_IsRefused(string id, CaptureBackend backend, string because)
    {
        var e = await Assert.ThrowsAsync<ArgumentException>(() => AudioCapture.OpenAsync(new() { DeviceId = id, Backend = backend }, TestTimeout.Token));

        Assert.Contains(because, e.Message, StringComparison.Ordinal);
    }
}
