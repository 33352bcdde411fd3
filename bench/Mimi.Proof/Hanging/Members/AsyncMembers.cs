using System.Reflection;

namespace Mimi.Proof.Hanging.Members;

/// <summary>Every public member that may wait: found, not listed, so that none is forgotten.</summary>
internal static class AsyncMembers
{
    /// <summary>Finds them in an assembly. Interfaces and abstract members are tried where they are implemented.</summary>
    public static IEnumerable<string> Find(Assembly assembly) => assembly.GetExportedTypes()
        .Where(static type => !type.IsInterface && !typeof(Delegate).IsAssignableFrom(type))
        .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(static method => !method.IsAbstract && MayWait(method.ReturnType))
        .Select(Name)
        .Order(StringComparer.Ordinal);

    private static string Name(MethodInfo method) =>
        $"{method.DeclaringType!.Name.Split('`')[0]}.{method.Name}({string.Join(", ", method.GetParameters().Where(static parameter => parameter.ParameterType != typeof(CancellationToken)).Select(static parameter => parameter.ParameterType.Name.Split('`')[0]))})";

    private static bool MayWait(Type type)
    {
        Type open = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return open == typeof(Task) || open == typeof(Task<>) || open == typeof(ValueTask) || open == typeof(ValueTask<>)
            || open == typeof(IAsyncEnumerable<>) || open == typeof(IAsyncEnumerator<>);
    }
}
