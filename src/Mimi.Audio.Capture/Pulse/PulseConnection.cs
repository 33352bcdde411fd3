using System.Runtime.InteropServices;
using Mimi.Audio.Capture.Backends;

namespace Mimi.Audio.Capture.Pulse;

/// <summary>A connection to the sound server with an event loop that its own thread turns. Only the token reaches it from elsewhere.</summary>
internal sealed class PulseConnection : IDisposable
{
    private readonly nint _mainloop;
    private readonly CancellationToken _token;
    private readonly CancellationTokenRegistration _wakeUp;

    private PulseConnection(CancellationToken cancellationToken)
    {
        _token = cancellationToken;
        _mainloop = LibPulse.NewMainloop();
        Context = LibPulse.NewContext(LibPulse.GetApi(_mainloop), "mimi");
        nint mainloop = _mainloop;
        _wakeUp = cancellationToken.Register(() => LibPulse.WakeUp(mainloop));
    }

    public nint Context { get; }

    private bool IsLost => LibPulse.GetContextState(Context) is LibPulse.ContextFailed or LibPulse.ContextTerminated;

    /// <exception cref="AudioCaptureException">The library is missing, or no server answers.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static PulseConnection Open(CancellationToken cancellationToken)
    {
        if (!NativeLibraries.TryLoad(LibPulse.Library, ["libpulse.so.0", "libpulse.0.dylib"]))
        {
            throw new AudioCaptureException("PulseAudio's client library libpulse.so.0 is not installed (Debian, Ubuntu: apt-get install libpulse0; Fedora: dnf install pulseaudio-libs).");
        }

        var connection = new PulseConnection(cancellationToken);
        try
        {
            connection.Connect();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the next event and handles it.</summary>
    /// <exception cref="AudioCaptureException">The server has gone.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Iterate()
    {
        _token.ThrowIfCancellationRequested();
        if (LibPulse.Iterate(_mainloop, block: 1, 0) < 0 || IsLost)
        {
            throw new AudioCaptureException($"The PulseAudio server has gone: {Error()}.");
        }

        _token.ThrowIfCancellationRequested();
    }

    /// <summary>Waits for the answer to a request, and frees it.</summary>
    public void Await(nint operation)
    {
        if (operation == 0)
        {
            throw new AudioCaptureException($"The PulseAudio server takes no request: {Error()}.");
        }

        try
        {
            while (LibPulse.GetOperationState(operation) == LibPulse.OperationRunning)
            {
                Iterate();
            }
        }
        finally
        {
            LibPulse.CancelOperation(operation); // Or a late answer would come to a caller that has left.
            LibPulse.UnrefOperation(operation);
        }
    }

    /// <summary>Says what went wrong last, in PulseAudio's words.</summary>
    public string Error() => Marshal.PtrToStringUTF8(LibPulse.DescribeError(LibPulse.GetError(Context))) ?? "unknown error";

    public void Dispose()
    {
        _wakeUp.Dispose(); // It waits for a call that is under way: nothing wakes a loop that is free.
        LibPulse.Disconnect(Context);
        LibPulse.UnrefContext(Context);
        LibPulse.FreeMainloop(_mainloop);
    }

    private void Connect()
    {
        // Listing devices must not start a server that nobody else wants.
        if (LibPulse.Connect(Context, null, LibPulse.ContextNoAutospawn, 0) < 0)
        {
            throw NoAnswer();
        }

        while (LibPulse.GetContextState(Context) != LibPulse.ContextReady)
        {
            _token.ThrowIfCancellationRequested();
            if (LibPulse.Iterate(_mainloop, block: 1, 0) < 0 || IsLost)
            {
                throw NoAnswer();
            }
        }
    }

    private AudioCaptureException NoAnswer() =>
        new($"No PulseAudio server answers ({Error()}). Start one (systemctl --user start pulseaudio or pipewire-pulse; without a desktop: pulseaudio --start), or say where it is in PULSE_SERVER.");
}
