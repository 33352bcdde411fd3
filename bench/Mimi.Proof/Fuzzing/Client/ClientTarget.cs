using Mimi.Proof.Hanging;

namespace Mimi.Proof.Fuzzing.Client;

/// <summary>Any server bytes, against the client from framing to results. Every case is held against a model that reads the same bytes plainly.</summary>
internal sealed class ClientTarget : FuzzTarget
{
    public override string Name => "fuzz client";

    public override async Task<string> RunAsync(FuzzRandom random, Operation operation)
    {
        using var played = new ClientCase(random);
        return await played.RunAsync(operation);
    }
}
