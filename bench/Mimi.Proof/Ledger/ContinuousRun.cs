using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.Continuous;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;
using Mimi.Proof.Fuzzing;
using Mimi.Proof.Hanging;

namespace Mimi.Proof.Ledger;

/// <summary>One continuous session: speaks, reads, ends, and looks at the account.</summary>
internal sealed class ContinuousRun(LedgerPlan plan, TimeProvider time, Operation operation)
{
    private const int MostPauses = 20;

    private readonly LedgerSender _sender = new(time);
    private readonly FuzzRandom _dice = new(plan.Dice, 0);
    private int _pauses;
    private bool _isStopped;
    private int _read;

    public ContinuousLedger Account { get; } = new(plan.Continuous, LedgerAudio.SampleRate, plan.Faults.Any(static fault => fault.Kind is LedgerFaultKind.OwnFinal or LedgerFaultKind.EmptyFinal));

    /// <summary>Plays the session.</summary>
    /// <returns>How it ended.</returns>
    public async Task<string> RunAsync(MimiNetworkEngine engine, Uri address)
    {
        MimiContinuousSession session = Start(engine, address);
        Exception? failure;
        MimiContinuousCompletion? outcome = null;
        long handedOver;
        await using (session)
        {
            operation.Phase = "sending";
            Task<Exception?> reading = Task.Run(() => ReadAsync(session));
            handedOver = await SpeakAsync(session);
            Account.HandedOver = handedOver;
            operation.Phase = $"ending: {plan.End}";
            outcome = await EndAsync(session);
            operation.Phase = $"reading to the end: {plan.End}";
            failure = await reading;
            Expect.That(!session.IsActive && session.State == MimiConnectionState.Closed, "The events have ended, and the session has not.");
            await Refuses(session);
            operation.Phase = "disposing";
        }

        return Judge(failure, outcome, handedOver);
    }

    private MimiContinuousSession Start(MimiNetworkEngine engine, Uri address)
    {
        MimiSessionOptions options = plan.Session with { TimeProvider = time, ResultBufferCapacity = 1_000_000 }; // Chunks of three bytes make more temporaries than are read in time; that those give way is tested elsewhere.
        return plan.Service switch
        {
            LedgerService.Asr => new MimiAsrClient(engine, null, address).StartContinuousSession(new() { AudioFormat = LedgerAudio.Format, Session = options }, plan.Continuous),
            LedgerService.NictV1 => new NictAsrV1Client(engine, null, address).StartContinuousSession(new() { AudioFormat = LedgerAudio.Format, Session = options }, plan.Continuous),
            _ => new NictAsrV2Client(engine, null, address).StartContinuousSession(new() { AudioFormat = LedgerAudio.Format, Session = options, Progressive = true }, plan.Continuous),
        };
    }

    private async Task<Exception?> ReadAsync(MimiContinuousSession session)
    {
        try
        {
            await foreach (MimiContinuousEvent told in session.ReceiveAllAsync())
            {
                Account.Add(told);
                _read++;
                if (plan.End == LedgerEnd.Leave && _read > plan.EndAt / 20)
                {
                    break;
                }

                if (plan.End == LedgerEnd.StopMeanwhile && _read > plan.EndAt / 20)
                {
                    await session.StopRecognitionAsync();
                }
            }

            return null;
        }
        catch (FuzzViolationException)
        {
            session.Cancel();
            throw;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <returns>How many bytes were taken.</returns>
    private async Task<long> SpeakAsync(MimiContinuousSession session)
    {
        long taken = 0;
        long cancelAt = plan.End == LedgerEnd.Cancel ? plan.Bytes * (long)plan.EndAt / 1_000 : long.MaxValue;
        int style = _dice.Below(10);
        while (taken < plan.Bytes && session.IsActive)
        {
            if (taken >= cancelAt)
            {
                session.Cancel();
                break;
            }

            ReadOnlyMemory<byte> chunk = plan.Audio.Slice((int)taken, Math.Min(_dice.Between(1, plan.LargestChunk), plan.Bytes - (int)taken));
            Account.HandedOver = taken + chunk.Length;
            try
            {
                int more = await _sender.SendAsync(session, chunk, style);
                taken += more;
                if (more == 0)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100), time);
                }
            }
            catch (Exception e) when (e is InvalidOperationException or MimiIOException)
            {
                break; // It has ended, or failed.
            }

            if (_dice.Permille(plan.PausePermille) && _pauses++ < MostPauses)
            {
                await Task.Delay(plan.LongestPause * (_dice.Between(1, 100) / 100d), time);
            }
        }

        return taken;
    }

    private async Task<MimiContinuousCompletion?> EndAsync(MimiContinuousSession session)
    {
        switch (plan.End)
        {
            case LedgerEnd.Complete:
                return await session.CompleteAsync(TimeSpan.FromHours(1));
            case LedgerEnd.CompleteSoon:
                return await session.CompleteAsync(TimeSpan.FromMilliseconds(1 + plan.EndAt));
            case LedgerEnd.Cancel:
                session.Cancel();
                session.Cancel();
                return null;
            default:
                _isStopped = true;
                await session.StopRecognitionAsync();
                return null;
        }
    }

    private static async Task Refuses(MimiContinuousSession session)
    {
        try
        {
            await session.SendBinaryAsync(new byte[2]);
            throw new FuzzViolationException("A session that has ended takes audio.");
        }
        catch (Exception e) when (e is InvalidOperationException or MimiIOException)
        {
            Expect.That(await session.CompleteAsync(TimeSpan.FromSeconds(1)) is not MimiContinuousTimedOut, "A session that has ended times out.");
        }
    }

    private string Judge(Exception? failure, MimiContinuousCompletion? outcome, long handedOver)
    {
        long samples = handedOver / LedgerAudio.BytesPerSample;
        Expect.That(failure is null or MimiException, $"The events ended with {failure}");
        if (plan.End is LedgerEnd.Cancel or LedgerEnd.Leave && failure is null)
        {
            return plan.End == LedgerEnd.Leave && Account.Last is MimiConnectionChange { State: MimiConnectionState.Closed } && _isStopped ? "stopped" : "left early";
        }

        Expect.That(Account.Last is MimiConnectionChange { State: MimiConnectionState.Closed }, $"The last event is {Account.Last}.");
        Account.Skip(samples);
        Expect.That(Account.Place == samples, $"The events end at {Account.Place} of {samples} samples, with {failure?.GetType().Name ?? "no failure"}.");
        bool isTimedOut = outcome is MimiContinuousTimedOut;
        Expect.That(failure is not null || isTimedOut || Account.LostWithSession == 0, $"A session that completed has lost {Account.LostWithSession} samples.");
        switch (outcome)
        {
            case MimiContinuousCompleted:
                Expect.That(failure is null, $"Completed, and {failure}");
                break;
            case MimiContinuousFailed failed:
                Expect.That(failure is not null, $"Failed with {failed.Cause}, and the events end normally.");
                break;
            case MimiContinuousTimedOut timedOut:
                Expect.That(
                    Math.Abs((timedOut.UnansweredAudio.TotalSeconds * LedgerAudio.SampleRate) - Account.LostWithSession) < 2,
                    $"Timed out with {timedOut.UnansweredAudio} un-finalised, and {Account.LostWithSession} samples are told as lost.");
                break;
        }

        return failure is not null ? $"failed: {failure.GetType().Name}" : isTimedOut ? "timed out" : "completed";
    }
}
