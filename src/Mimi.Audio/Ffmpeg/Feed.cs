using System.Runtime.ExceptionServices;

namespace Mimi.Audio.Ffmpeg;

/// <summary>Copies a stream to a program's input until one of them ends.</summary>
internal sealed class Feed : IAsyncDisposable
{
    private const int PieceBytes = 65_536;

    /// <summary>How long a read of the source that cannot be cancelled is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _lifetime = new();
    private readonly CancellationToken _end;
    private readonly Task _copying;
    private Exception? _failure;

    public Feed(Stream source, Stream target)
    {
        _end = _lifetime.Token;
        _copying = CopyAsync(source, target);
    }

    /// <summary>Throws what the source threw.</summary>
    public void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _lifetime.CancelAsync().ConfigureAwait(false);
        try
        {
            await _copying.WaitAsync(Patience, TimeProvider.System).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The source hangs in a read, as a terminal does; what it gives one day is not used.
        }

        _lifetime.Dispose();
    }

    private async Task CopyAsync(Stream source, Stream target)
    {
        byte[] piece = new byte[PieceBytes];
        await using (target.ConfigureAwait(false))
        {
            while (await ReadAsync(source, piece).ConfigureAwait(false) is > 0 and var read)
            {
                try
                {
                    await target.WriteAsync(piece.AsMemory(0, read), _end).ConfigureAwait(false);
                }
                catch (Exception e) when (e is IOException or OperationCanceledException)
                {
                    return; // The program has heard enough, or was killed: how it ended tells more.
                }
            }
        }
    }

    private async ValueTask<int> ReadAsync(Stream source, byte[] piece)
    {
        try
        {
            return await source.ReadAsync(piece, _end).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _failure = e;
            return 0;
        }
    }
}
