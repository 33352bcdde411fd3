using System.Collections;
using System.Reflection;

namespace Mimi.Proof.Soak;

/// <summary>Counts the async methods of the client that have begun and not ended, by the list that the runtime keeps for debuggers. It is no public part of it, so the proof says if it is not there.</summary>
/// <remarks>The list keeps what is in it: a method that never ends stays, even if nothing else refers to it.</remarks>
internal sealed class ActiveTasks : IDisposable
{
    private const BindingFlags Hidden = BindingFlags.Static | BindingFlags.NonPublic;
    private const string ClientPrefix = "Mimi.Client.";

    private static readonly FieldInfo? Switch = typeof(Task).GetField("s_asyncDebuggingEnabled", Hidden);
    private static readonly FieldInfo? Active = typeof(Task).GetField("s_currentActiveTasks", Hidden);

    public ActiveTasks()
    {
        if (Switch is null || Active is null)
        {
            throw new NotSupportedException($"This runtime, {Environment.Version}, keeps no list of its async methods where .NET 10 does. Run without --tasks.");
        }

        Switch.SetValue(null, true);
    }

    /// <summary>Counts them.</summary>
    public static int Count() => Names().Count;

    /// <summary>Tells which methods they are.</summary>
    public static List<string> Names()
    {
        if (Active!.GetValue(null) is not IDictionary tasks)
        {
            return [];
        }

        lock (tasks)
        {
            return [.. tasks.Values.Cast<Task>().Where(static task => !task.IsCompleted).Select(StateMachineOf).Where(static name => name.StartsWith(ClientPrefix, StringComparison.Ordinal))];
        }
    }

    public void Dispose() => Switch!.SetValue(null, false);

    /// <summary>The state machine of an async method is the second type argument of its box.</summary>
    private static string StateMachineOf(Task task) => task.GetType().GetGenericArguments().LastOrDefault()?.FullName ?? "";
}
