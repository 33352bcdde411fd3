using System.Runtime.InteropServices;

namespace Mimi.Speech.Native;

/// <summary>The part of sherpa-onnx's C interface that is used here.</summary>
internal static unsafe partial class Sherpa
{
    public const string Library = "sherpa-onnx-c-api";

    [LibraryImport(Library, EntryPoint = "SherpaOnnxGetVersionStr")]
    public static partial nint GetVersion();

    [LibraryImport(Library, EntryPoint = "SherpaOnnxGetOnnxruntimeVersionStr")]
    public static partial nint GetRuntimeVersion();

    [LibraryImport(Library, EntryPoint = "SherpaOnnxCreateOfflineRecognizer")]
    public static partial OfflineRecognizerHandle CreateOfflineRecognizer(in OfflineRecognizerConfig config);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDestroyOfflineRecognizer")]
    public static partial void DestroyOfflineRecognizer(nint recognizer);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxCreateOfflineStream")]
    public static partial OfflineStreamHandle CreateOfflineStream(OfflineRecognizerHandle recognizer);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDestroyOfflineStream")]
    public static partial void DestroyOfflineStream(nint stream);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxAcceptWaveformOffline")]
    public static partial void AcceptOffline(OfflineStreamHandle stream, int sampleRate, ReadOnlySpan<float> samples, int count);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDecodeOfflineStream")]
    public static partial void DecodeOffline(OfflineRecognizerHandle recognizer, OfflineStreamHandle stream);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxGetOfflineStreamResult")]
    public static partial OfflineResult* GetOfflineResult(OfflineStreamHandle stream);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDestroyOfflineRecognizerResult")]
    public static partial void DestroyOfflineResult(OfflineResult* result);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxCreateOnlineRecognizer")]
    public static partial OnlineRecognizerHandle CreateOnlineRecognizer(in OnlineRecognizerConfig config);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDestroyOnlineRecognizer")]
    public static partial void DestroyOnlineRecognizer(nint recognizer);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxCreateOnlineStream")]
    public static partial OnlineStreamHandle CreateOnlineStream(OnlineRecognizerHandle recognizer);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDestroyOnlineStream")]
    public static partial void DestroyOnlineStream(nint stream);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxOnlineStreamAcceptWaveform")]
    public static partial void AcceptOnline(OnlineStreamHandle stream, int sampleRate, ReadOnlySpan<float> samples, int count);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxOnlineStreamInputFinished")]
    public static partial void FinishOnline(OnlineStreamHandle stream);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxIsOnlineStreamReady")]
    public static partial int IsOnlineReady(OnlineRecognizerHandle recognizer, OnlineStreamHandle stream);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDecodeOnlineStream")]
    public static partial void DecodeOnline(OnlineRecognizerHandle recognizer, OnlineStreamHandle stream);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxOnlineStreamIsEndpoint")]
    public static partial int IsOnlineEndpoint(OnlineRecognizerHandle recognizer, OnlineStreamHandle stream);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxOnlineStreamReset")]
    public static partial void ResetOnline(OnlineRecognizerHandle recognizer, OnlineStreamHandle stream);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxGetOnlineStreamResult")]
    public static partial OnlineResult* GetOnlineResult(OnlineRecognizerHandle recognizer, OnlineStreamHandle stream);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDestroyOnlineRecognizerResult")]
    public static partial void DestroyOnlineResult(OnlineResult* result);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxCreateVoiceActivityDetector")]
    public static partial VoiceDetectorHandle CreateVoiceDetector(in VoiceConfig config, float bufferSeconds);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxDestroyVoiceActivityDetector")]
    public static partial void DestroyVoiceDetector(nint detector);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxVoiceActivityDetectorAcceptWaveform")]
    public static partial void AcceptVoice(VoiceDetectorHandle detector, ReadOnlySpan<float> samples, int count);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxVoiceActivityDetectorDetected")]
    public static partial int IsVoiceDetected(VoiceDetectorHandle detector);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxVoiceActivityDetectorClear")]
    public static partial void ClearVoice(VoiceDetectorHandle detector);

    [LibraryImport(Library, EntryPoint = "SherpaOnnxVoiceActivityDetectorReset")]
    public static partial void ResetVoice(VoiceDetectorHandle detector);
}
