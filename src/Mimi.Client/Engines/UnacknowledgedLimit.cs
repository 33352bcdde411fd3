using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Mimi.Client.Engines;

/// <summary>Limits how long sent data may stay unacknowledged, where the system's TCP can.</summary>
internal static class UnacknowledgedLimit
{
    public const int TcpLevel = 6; // IPPROTO_TCP, everywhere.

    /// <summary>TCP_USER_TIMEOUT (tcp(7)), in milliseconds.</summary>
    public const int LinuxUserTimeout = 18;

    /// <summary>TCP_RXT_CONNDROPTIME (netinet/tcp.h), in seconds.</summary>
    private const int AppleDropTime = 0x80;

    /// <summary>TCP_MAXRT (ws2ipdef.h), in seconds.</summary>
    private const int WindowsMaxRetransmitTime = 5;

    /// <param name="socket">A connected socket: .NET may make another one of a socket that connects, which would not have the setting.</param>
    /// <param name="limit">The limit, or <see cref="Timeout.InfiniteTimeSpan"/> to leave the system's.</param>
    public static void Set(Socket socket, TimeSpan limit)
    {
        if (limit == Timeout.InfiniteTimeSpan || Find(limit) is not (int option, int value))
        {
            return;
        }

        try
        {
            socket.SetRawSocketOption(TcpLevel, option, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in value)));
        }
        catch (SocketException)
        {
            // A system that does not know the setting: its own limit stays.
        }
    }

    private static (int Option, int Value)? Find(TimeSpan limit) =>
        OperatingSystem.IsLinux() || OperatingSystem.IsAndroid() ? (LinuxUserTimeout, (int)limit.TotalMilliseconds)
        : OperatingSystem.IsMacOS() || OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() ? (AppleDropTime, WholeSeconds(limit))
        : OperatingSystem.IsWindows() ? (WindowsMaxRetransmitTime, WholeSeconds(limit))
        : null;

    private static int WholeSeconds(TimeSpan limit) => (int)Math.Ceiling(limit.TotalSeconds);
}
