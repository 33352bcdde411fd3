using Mimi.Audio;
using Mimi.Audio.Capture;
using Mimi.Cli.Hosting;
using Mimi.Cli.Output;

namespace Mimi.Cli.Capture;

/// <summary>What to listen to.</summary>
/// <param name="Device">A device's id, or <see langword="null"/> for the default one.</param>
/// <param name="Loopback">Whether it is what the computer plays.</param>
/// <param name="Backend">Through which library.</param>
internal sealed record CaptureChoice(string? Device, bool Loopback, CaptureBackend Backend)
{
    /// <summary>Begins to listen. A wish to stop ends the audio.</summary>
    /// <param name="format">What is wanted.</param>
    /// <param name="environment">Where a wish to stop comes from.</param>
    /// <param name="say">Is told, on the reader's thread, that audio is missing.</param>
    public Task<AudioCapture> OpenAsync(PcmFormat format, CliEnvironment environment, Action<string> say) => AudioCapture.OpenAsync(
        new()
        {
            Backend = Backend,
            DeviceId = Device,
            Loopback = Loopback,
            Format = format,
            GapFound = gap => say($"{(gap.IsExact ? "" : "at least ")}{gap.LostSamples} samples are missing at {Clock.Of(TimeSpan.FromSeconds(gap.Position / (double)format.SampleRate))}."),
        },
        environment.Stop.Requested);
}
