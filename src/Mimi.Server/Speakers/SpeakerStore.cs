using Microsoft.AspNetCore.Http;
using Mimi.Server.Http;

namespace Mimi.Server.Speakers;

/// <summary>Keeps the speakers of each client apart.</summary>
internal sealed class SpeakerStore
{
    private const int MaxClients = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Application, string Client), SpeakerRegistry> _registries = [];

    public SpeakerRegistry Of(string application, string client)
    {
        lock (_gate)
        {
            if (_registries.TryGetValue((application, client), out SpeakerRegistry? registry))
            {
                return registry;
            }

            if (_registries.Count == MaxClients)
            {
                throw new RefusedException(StatusCodes.Status507InsufficientStorage, $"The speakers of {MaxClients} clients are kept at most. Restart the server to begin anew.");
            }

            return _registries[(application, client)] = new();
        }
    }
}
