using System.Runtime.InteropServices;

namespace Mimi.Speech.Voices.Flite;

/// <summary>The part of flite's C interface that is used here.</summary>
internal static unsafe partial class FliteLibrary
{
    private const string Library = "libflite.so.1";
    private const string FemaleLibrary = "libflite_cmu_us_slt.so.1";
    private const string MaleLibrary = "libflite_cmu_us_rms.so.1";

    [LibraryImport(Library, EntryPoint = "flite_init")]
    public static partial int Initialize();

    [LibraryImport(FemaleLibrary, EntryPoint = "register_cmu_us_slt")]
    public static partial FliteVoiceHeader* RegisterFemale(nint folder);

    [LibraryImport(MaleLibrary, EntryPoint = "register_cmu_us_rms")]
    public static partial FliteVoiceHeader* RegisterMale(nint folder);

    /// <param name="features">A voice's features.</param>
    /// <param name="name">Kept, not copied: it must live as long as the voice.</param>
    /// <param name="value">The feature's new value.</param>
    [LibraryImport(Library, EntryPoint = "feat_set_float")]
    public static partial void SetFeature(nint features, byte* name, float value);

    [LibraryImport(Library, EntryPoint = "flite_text_to_wave", StringMarshalling = StringMarshalling.Utf8)]
    public static partial FliteWave* Speak(string text, FliteVoiceHeader* voice);

    [LibraryImport(Library, EntryPoint = "delete_wave")]
    public static partial void Delete(FliteWave* wave);
}
