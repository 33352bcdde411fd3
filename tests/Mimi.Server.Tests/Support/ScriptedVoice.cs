using System.Collections.Concurrent;
using Mimi.Speech;

namespace Mimi.Server.Tests.Support;

/// <summary>A voice that says what its script says. Everything around it is real.</summary>
internal sealed class ScriptedVoice(Func<SpeechSynthesisRequest, CancellationToken, Task<short[]>> speak) : ISpeechSynthesizer
{
    public ScriptedVoice(params short[] samples)
        : this((_, _) => Task.FromResult(samples))
    {
    }

    public ConcurrentQueue<SpeechSynthesisRequest> Asked { get; } = [];

    public bool IsDisposed { get; private set; }

    public Task<short[]> SpeakAsync(SpeechSynthesisRequest request, CancellationToken cancellationToken = default)
    {
        Asked.Enqueue(request);
        return speak(request, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
