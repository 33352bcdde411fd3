using Mimi.Client;
using Mimi.Proof.Fuzzing;

namespace Mimi.Proof.Ledger;

/// <summary>Speaks into a plain session.</summary>
internal sealed class PlainSpeaker(LedgerPlan plan, TimeProvider time)
{
    private const int MostPauses = 20;

    private readonly LedgerSender _sender = new(time);
    private readonly FuzzRandom _dice = new(plan.Dice, 0);
    private int _pauses;

    /// <summary>Gets how many bytes were taken.</summary>
    public long Taken { get; private set; }

    /// <summary>Gets how long the send was that failed because the session had ended or failed.</summary>
    public int Failed { get; private set; }

    public async Task SpeakAsync<T>(IMimiWebSocketSession<T> session)
    {
        long cancelAt = plan.End == LedgerEnd.Cancel ? plan.Bytes * (long)plan.EndAt / 1_000 : long.MaxValue;
        int style = _dice.Below(10);
        int most = style == 0 || plan.Session.Overload == MimiOverload.Fail ? Math.Min(plan.LargestChunk, plan.Session.SendBufferBytes) : plan.LargestChunk; // More is misuse there.
        while (Taken < plan.Bytes && Taken < cancelAt)
        {
            ReadOnlyMemory<byte> chunk = plan.Audio.Slice((int)Taken, Math.Min(_dice.Between(1, most), plan.Bytes - (int)Taken));
            try
            {
                int more = await _sender.SendAsync(session, chunk, style);
                Taken += more;
                if (more == 0)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100), time);
                }
            }
            catch (Exception e) when (e is InvalidOperationException or MimiIOException)
            {
                Failed = chunk.Length; // It has ended, or failed.
                return;
            }

            if (_dice.Permille(plan.PausePermille) && _pauses++ < MostPauses)
            {
                await Task.Delay(plan.LongestPause * (_dice.Between(1, 100) / 100d), time);
            }
        }
    }
}
