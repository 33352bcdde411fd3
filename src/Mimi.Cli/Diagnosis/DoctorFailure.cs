using Mimi.Client;

namespace Mimi.Cli.Diagnosis;

/// <summary>Something that no exception tells of, and the catalogue knows.</summary>
internal sealed class DoctorFailure(string entryId) : Exception
{
    public MimiErrorEntry Entry { get; } = MimiErrorCatalog.Find(entryId) ?? throw new ArgumentException($"The catalogue has no entry '{entryId}'.", nameof(entryId));
}
