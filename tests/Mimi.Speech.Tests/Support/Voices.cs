[assembly: AssemblyFixture(typeof(Mimi.Speech.Tests.Support.Voices))]

namespace Mimi.Speech.Tests.Support;

/// <summary>The real voices, with what they need fetched on first use into the user's own cache.</summary>
public sealed class Voices : IAsyncDisposable
{
    public const string NeedsOpenJTalk = "Needs the Debian package open-jtalk.";
    public const string NeedsFlite = "Needs the Debian package libflite1.";

    public static bool HasOpenJTalk => File.Exists("/usr/bin/open_jtalk");

    public static bool HasFlite => System.Runtime.InteropServices.NativeLibrary.TryLoad("libflite_cmu_us_rms.so.1", out _);

    public LocalVoices All { get; } = new();

    public ValueTask DisposeAsync() => All.DisposeAsync();

    public Task<short[]> SpeakAsync(string text, string language, double rate = 1, bool? male = null) =>
        All.SpeakAsync(new SpeechSynthesisRequest { Text = text, Language = language, Rate = rate, Male = male }, TestContext.Current.CancellationToken);
}
