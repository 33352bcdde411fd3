namespace Mimi.Proof.Soak;

/// <summary>What is left while nobody speaks: at a rest, or at the end.</summary>
/// <param name="Name">Which moment.</param>
/// <param name="Process">The process.</param>
/// <param name="SessionTimers">Timers of the sessions' clock that were made and not disposed.</param>
/// <param name="Sessions">Sessions that are not collected.</param>
/// <param name="Connections">WebSockets of the client that are not collected.</param>
/// <param name="Tasks">Async methods of the client that wait for something, if they are counted.</param>
internal sealed record SoakMoment(string Name, ProcessState Process, int SessionTimers, int Sessions, int Connections, int Tasks)
{
    public static string Head => $"  {"",-16}{"heap",12}{"private",13}{"files",7}{"sockets",9}{"dead",6}{"timers",8}{"armed",7}{"sessions",10}{"connections",13}{"tasks",7}{"threads",9}";

    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"  {Name,-16}{Process.HeapBytes,12:N0}{Process.PrivateBytes,13:N0}{Process.Files.Values.Sum(),7}{Process.Sockets,9}{Process.DeadSockets,6}{SessionTimers,8}{Process.Timers,7}{Sessions,10}{Connections,13}{Tasks,7}{Process.Threads,9}");
}
