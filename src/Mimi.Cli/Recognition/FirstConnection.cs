using System.Runtime.ExceptionServices;
using Mimi.Client.Continuous;

namespace Mimi.Cli.Recognition;

/// <summary>Whether there was ever a connection. A session is patient with one that breaks; but where there never was one, the user wants to know now, for the address may be wrong.</summary>
internal sealed class FirstConnection
{
    private volatile bool _isMade;

    /// <param name="told">What a session tells, in order.</param>
    /// <exception cref="Exception">The failure of the very first connection.</exception>
    public void ThrowIfFailed(MimiContinuousEvent told)
    {
        if (told is not MimiConnectionChange change)
        {
            return;
        }

        _isMade |= change.State == MimiConnectionState.Connected;
        if (!_isMade && change is { State: MimiConnectionState.Reconnecting, Cause: { } failure })
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
