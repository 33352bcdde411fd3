using System.Runtime.InteropServices;

namespace Mimi.Cli.Hosting;

/// <summary>Connects Ctrl-C and the request to terminate with a <see cref="StopSignal"/>.</summary>
internal sealed class ProcessSignals : IDisposable
{
    private readonly PosixSignalRegistration[] _registrations;

    private ProcessSignals(PosixSignalRegistration[] registrations) => _registrations = registrations;

    public static ProcessSignals Connect(StopSignal stop)
    {
        void Handle(PosixSignalContext context) => context.Cancel = stop.Press();
        return new([PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)]);
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }
    }
}
