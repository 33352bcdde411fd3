using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Mimi.EndToEnd.Tests.Support;

/// <summary>Every engine with every value.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CombinatorialEnginesAttribute(params string[] values) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. TestEngines.Names.SelectMany(engine => values, static (engine, value) => new TheoryDataRow<string, string>(engine.Data, value))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
