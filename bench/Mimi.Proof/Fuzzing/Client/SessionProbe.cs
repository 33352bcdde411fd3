using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Mimi.Client.Recognition;

namespace Mimi.Proof.Fuzzing.Client;

/// <summary>A session whose results are checked as they come.</summary>
internal abstract class SessionProbe
{
    public abstract bool IsActive { get; }

    public abstract WebSocketCloseStatus? CloseStatus { get; }

    public abstract long DroppedResults { get; }

    public abstract IAsyncEnumerable<MimiRecognitionResult> ReadAsync(CancellationToken cancellationToken);

    public abstract ValueTask SendAsync(ReadOnlyMemory<byte> audio, CancellationToken cancellationToken);

    public abstract bool TrySend(ReadOnlySpan<byte> audio);

    public abstract ValueTask StopAsync();

    public abstract void Cancel();

    public abstract ValueTask DisposeAsync();

    public static SessionProbe Create<T>(MimiRecognitionSession<T> session, Action<T> check)
        where T : MimiRecognitionResult => new Probe<T>(session, check);

    private sealed class Probe<T>(MimiRecognitionSession<T> session, Action<T> check) : SessionProbe
        where T : MimiRecognitionResult
    {
        public override bool IsActive => session.IsActive;

        public override WebSocketCloseStatus? CloseStatus => session.CloseStatus;

        public override long DroppedResults => session.DroppedResults;

        public override async IAsyncEnumerable<MimiRecognitionResult> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (T result in session.ReceiveAllAsync(cancellationToken))
            {
                check(result);
                yield return result;
            }
        }

        public override ValueTask SendAsync(ReadOnlyMemory<byte> audio, CancellationToken cancellationToken) => session.SendBinaryAsync(audio, cancellationToken);

        public override bool TrySend(ReadOnlySpan<byte> audio) => session.TrySendBinary(audio);

        public override ValueTask StopAsync() => session.StopRecognitionAsync();

        public override void Cancel() => session.Cancel();

        public override ValueTask DisposeAsync() => session.DisposeAsync();
    }
}
