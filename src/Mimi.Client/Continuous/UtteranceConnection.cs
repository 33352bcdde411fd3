using System.Runtime.CompilerServices;
using Mimi.Client.Recognition;

namespace Mimi.Client.Continuous;

/// <summary>One open connection to a service, whichever it is.</summary>
internal abstract class UtteranceConnection : IAsyncDisposable
{
    /// <summary>Gets whether the end marker, and with it all audio, has left for the server. Certain when a final piece is received, which may be its answer.</summary>
    public abstract bool HasSentAll { get; }

    public abstract ValueTask SendAsync(ReadOnlyMemory<byte> audio);

    public abstract ValueTask StopAsync();

    public abstract IAsyncEnumerable<ResultPiece> ReceiveAllAsync();

    public abstract void Cancel();

    public abstract ValueTask DisposeAsync();
}

/// <inheritdoc/>
/// <param name="session">The connection.</param>
/// <param name="mapper">Understands its results.</param>
internal sealed class UtteranceConnection<TResult>(MimiRecognitionSession<TResult> session, ResultMapper<TResult> mapper) : UtteranceConnection
    where TResult : MimiTextResult
{
    public override bool HasSentAll => session.HasSentAll;

    public override ValueTask SendAsync(ReadOnlyMemory<byte> audio) => session.SendBinaryAsync(audio);

    public override ValueTask StopAsync() => session.StopRecognitionAsync();

    public override IAsyncEnumerable<ResultPiece> ReceiveAllAsync() => ReceiveCoreAsync();

    public override void Cancel() => session.Cancel();

    public override ValueTask DisposeAsync() => session.DisposeAsync();

    private async IAsyncEnumerable<ResultPiece> ReceiveCoreAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ResultPiece> pieces = [];
        await foreach (TResult result in session.ReceiveAllAsync(cancellationToken).ConfigureAwait(false))
        {
            mapper.Map(result, pieces);
            foreach (ResultPiece piece in pieces)
            {
                if (piece.Kind == MimiResultKind.Final)
                {
                    await session.SettleEndMarkerAsync().ConfigureAwait(false);
                }

                yield return piece;
            }

            pieces.Clear();
        }
    }
}
