using System.Buffers;
using System.Runtime.InteropServices;
using Mimi.Audio.Capture.Support;
using Mimi.Audio.Conversion;
using Mimi.TestSupport;

namespace Mimi.Audio.Capture;

/// <summary>What is played is what is captured, sample by sample.</summary>
[Collection(SoundCollection.Name)]
public sealed class RecordingTests
{
    private readonly SoundServer _server;

    public RecordingTests(SharedSoundServer shared)
    {
        _server = shared.Server;
        _server.Use();
    }

    [Fact]
    public async Task PulseAudio_MonitorOfARecording_GivesItsVerySamples()
    {
        short[] recording = await Jfk.ReadAsync();

        short[] heard = await HearAsync(new() { DeviceId = SoundServer.Monitor });

        Alignment alignment = Alignment.Of(recording, heard);
        Assert.InRange(alignment.Likeness, 0.999_99, 1.000_01);
        Assert.Equal(recording, heard.AsSpan(alignment.Lag, recording.Length));
    }

    [Fact]
    public async Task PortAudio_MonitorOfARecording_GivesItsSamples()
    {
        short[] recording = await Jfk.ReadAsync();

        short[] heard = await HearAsync(new() { DeviceId = "portaudio:ALSA/pulse" });

        Assert.InRange(Alignment.Of(recording, heard).Likeness, 0.999, 1.000_01);
    }

    [Fact]
    public async Task PulseAudio_AtAnotherFormat_GivesTheRecordingInIt()
    {
        var format = new PcmFormat(44_100, channels: 2);
        short[] recording = await Jfk.ReadAsync();

        short[] heard = await HearAsync(new() { Loopback = true, Format = format });

        var mono = new ArrayBufferWriter<float>();
        new PcmConverter(format).Convert(MemoryMarshal.AsBytes(heard.AsSpan()), mono);
        short[] back = [.. mono.WrittenSpan.ToArray().Select(static sample => (short)(sample * 32_767))];
        Assert.InRange(Alignment.Of(recording, back).Likeness, 0.98, 1.000_01);
    }

    private async Task<short[]> HearAsync(AudioCaptureOptions options)
    {
        await using AudioCapture capture = await AudioCapture.OpenAsync(options, TestTimeout.Token);
        var listening = new Listening(capture);
        await listening.Begun.WaitAsync(TestTimeout.Token);
        await _server.PlayAsync(Jfk.File);
        short[] heard = await listening.FinishAsync();

        Assert.Equal(0, capture.Statistics.Dropped);
        Assert.Equal(0, capture.Statistics.DeviceOverruns);
        return heard;
    }
}
