using Microsoft.Win32.SafeHandles;

namespace Mimi.Speech.Native;

// A call that is under way keeps its handle alive: what is disposed of meanwhile is freed when the call returns, never under it.

internal sealed class OfflineRecognizerHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Sherpa.DestroyOfflineRecognizer(handle);
        return true;
    }
}

internal sealed class OfflineStreamHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Sherpa.DestroyOfflineStream(handle);
        return true;
    }
}

internal sealed class OnlineRecognizerHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Sherpa.DestroyOnlineRecognizer(handle);
        return true;
    }
}

internal sealed class OnlineStreamHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Sherpa.DestroyOnlineStream(handle);
        return true;
    }
}

internal sealed class VoiceDetectorHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Sherpa.DestroyVoiceDetector(handle);
        return true;
    }
}
