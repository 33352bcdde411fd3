using System.Reflection;
using System.Runtime.CompilerServices;

namespace Mimi.TestSupport;

/// <summary>Compares an assembly's public surface with its listing in <c>api/</c>; <c>UPDATE_API=1</c> rewrites the listing.</summary>
internal static class PublicApiListing
{
    public static void Matches(Assembly assembly)
    {
        string listing = Path.GetFullPath(Path.Combine(Here(), "../../../api", assembly.GetName().Name + ".txt"));
        string[] actual = [.. assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).SelectMany(Describe)];
        if (Environment.GetEnvironmentVariable("UPDATE_API") == "1")
        {
            File.WriteAllLines(listing, actual);
        }

        Assert.Equal(File.ReadAllLines(listing), actual);
    }

    private static IEnumerable<string> Describe(Type type) =>
    [
        $"{type} : {type.BaseType}",
        .. type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(IsVisible)
            .Select(member => $"    {member}")
            .Order(StringComparer.Ordinal),
    ];

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily,
        _ => false, // A property's accessors are listed.
    };

    private static string Here([CallerFilePath] string here = "") => here;
}
