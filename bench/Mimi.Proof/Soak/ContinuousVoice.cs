using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.Continuous;
using Mimi.Client.NictAsr;
using Mimi.Proof.Fuzzing;
using Mimi.Proof.Hanging;
using Mimi.Proof.Ledger;

namespace Mimi.Proof.Soak;

/// <summary>Speaks into one continuous session, from its beginning to its end. Only where faults may end a session for good, another one follows.</summary>
internal sealed class ContinuousVoice(SoakWorld world, int number, bool isMortal, Operation operation) : SoakVoice(world, number, isMortal, operation)
{
    private const int RestLookMilliseconds = 2;

    private MimiContinuousSession? _session;
    private SoakTrack? _track;
    private ContinuousLedger? _account;
    private Task<Exception?>? _reading;
    private long _taken;

    public override async Task RestAsync()
    {
        At("resting");
        while (_session is not null && (_session.State != MimiConnectionState.Idle || _account!.Place < _taken / SoakAudio.BytesPerSample))
        {
            if (_reading!.IsCompleted)
            {
                await CloseAsync(outcome: null);
                break;
            }

            await Task.Delay(RestLookMilliseconds);
        }

        if (_session is null)
        {
            Begin(); // So that as many rest each time.
        }
    }

    public override async Task EndAsync()
    {
        if (_session is not null)
        {
            At("completing");
            await CloseAsync(await _session.CompleteAsync(TimeSpan.FromHours(1)));
        }
    }

    protected override async Task SpeakToAsync(long end)
    {
        while (Place < end)
        {
            if (_session is null)
            {
                Begin();
            }

            int count = NextChunk(end);
            _track!.HandedOver = _account!.HandedOver = _taken + count;
            At("sending");
            try
            {
                await _session!.SendBinaryAsync(_track.Slice(_taken, count));
                _taken += count;
                Place += count;
            }
            catch (Exception e) when (e is InvalidOperationException or MimiIOException)
            {
                _account.HandedOver = _taken;
                await CloseAsync(outcome: null);
                continue;
            }

            await KeepPaceAsync();
        }
    }

    private void Begin()
    {
        Place += Place % SoakAudio.BytesPerSample; // Half a sample, if that is how the session before ended, is nobody's.
        _taken = 0;
        _track = new(World.NextSession(), Service, Place, isPlain: false);
        _account = new(World.ContinuousOptions, SoakAudio.SampleRate);
        _session = Start(AddressOf(_track));
        World.Sessions.Add(_session);
        _reading = ReadAsync(_session, _account);
    }

    private MimiContinuousSession Start(Uri address) => Service switch
    {
        LedgerService.Asr => new MimiAsrClient(World.Engine, null, address).StartContinuousSession(new() { AudioFormat = SoakAudio.Format, Session = World.SessionOptions }, World.ContinuousOptions),
        LedgerService.NictV1 => new NictAsrV1Client(World.Engine, null, address).StartContinuousSession(new() { AudioFormat = SoakAudio.Format, Session = World.SessionOptions }, World.ContinuousOptions),
        _ => new NictAsrV2Client(World.Engine, null, address).StartContinuousSession(new() { AudioFormat = SoakAudio.Format, Session = World.SessionOptions, Progressive = true }, World.ContinuousOptions),
    };

    private static async Task<Exception?> ReadAsync(MimiContinuousSession session, ContinuousLedger account)
    {
        try
        {
            await foreach (MimiContinuousEvent told in session.ReceiveAllAsync())
            {
                account.Add(told);
            }

            return null;
        }
        catch (Exception e)
        {
            session.Cancel();
            return e;
        }
    }

    /// <summary>Gives a session back that is over, and looks at its account.</summary>
    private async Task CloseAsync(MimiContinuousCompletion? outcome)
    {
        At("reading to the end");
        Exception? failure = await _reading!;
        At("disposing");
        await _session!.DisposeAsync();
        World.Server.Forget(_track!);
        try
        {
            Judge(failure, outcome);
        }
        catch (FuzzViolationException e)
        {
            World.Violations.Enqueue($"Session {_track!.Number}, {Service}: {e.Message}");
        }

        Tell(_account!, failure);
        (_session, _track, _account, _reading) = (null, null, null, null);
    }

    private void Judge(Exception? failure, MimiContinuousCompletion? outcome)
    {
        Expect.That(failure is null or MimiException, failure is FuzzViolationException violation ? violation.Message : $"The events ended with {failure}");
        Expect.That(failure is null || IsMortal, $"It ended before its hour, with {failure}");
        Expect.That(_account!.Last is MimiConnectionChange { State: MimiConnectionState.Closed }, $"The last event is {_account.Last}.");
        Expect.That(_account.Place == _taken / SoakAudio.BytesPerSample, $"The events end at {_account.Place} of {_taken / SoakAudio.BytesPerSample} samples, with {failure?.GetType().Name ?? "no failure"}.");
        Expect.That(failure is not null || (outcome is MimiContinuousCompleted && _account.LostWithSession == 0), $"It ended with {outcome}, and {_account.LostWithSession} samples were lost with it.");
    }

    private void Tell(ContinuousLedger account, Exception? failure)
    {
        World.Figures.Add(account);
        World.Figures.Add(failure is null ? "continuous sessions completed" : "continuous sessions ended for good", 1);
    }
}
