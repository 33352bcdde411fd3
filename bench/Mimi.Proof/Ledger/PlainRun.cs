using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.NictAsr;
using Mimi.Client.Recognition;
using Mimi.Proof.Fuzzing;
using Mimi.Proof.Hanging;

namespace Mimi.Proof.Ledger;

/// <summary>One plain session: what the server got is the user's audio without the gaps, with silence between where it was asked for.</summary>
internal sealed class PlainRun(LedgerPlan plan, LedgerServer server, LedgerNetwork network, Operation operation)
{
    public async Task<string> RunAsync()
    {
        MimiSessionOptions options = plan.Session with { TimeProvider = server.Time };
        return "plain " + plan.Service switch
        {
            LedgerService.Asr => await RunAsync(
                new MimiAsrClient(network.Engine, null, network.Address).StartSession(new() { AudioFormat = LedgerAudio.Format, Session = options }),
                static result => result.Segments.Count > 0 ? (result.Segments[0].Start, result.Segments[0].Text) : null),
            LedgerService.NictV1 => await RunAsync(
                new NictAsrV1Client(network.Engine, null, network.Address).StartSession(new() { AudioFormat = LedgerAudio.Format, Session = options }),
                static _ => null),
            _ => await RunAsync(
                new NictAsrV2Client(network.Engine, null, network.Address).StartSession(new() { AudioFormat = LedgerAudio.Format, Session = options, Progressive = true }),
                static result => result.Segments.Count > 0 ? (result.Segments[0].Start, result.Segments[0].Text) : null),
        };
    }

    private async Task<string> RunAsync<T>(MimiRecognitionSession<T> session, Func<T, (TimeSpan Time, string Text)?> timeOf)
        where T : MimiTextResult
    {
        var speaker = new PlainSpeaker(plan, server.Time);
        List<PlainMark> marks = [];
        List<MimiAudioGap> gaps = [];
        Exception? failure;
        MimiCompletion<T>? completion;
        await using (session)
        {
            Task<Exception?> reading = Task.Run(() => ReadAsync(session, timeOf, marks));
            Task gapReading = Task.Run(async () =>
            {
                await foreach (MimiAudioGap gap in session.ReceiveGapsAsync())
                {
                    gaps.Add(gap);
                }
            });
            operation.Phase = "sending";
            await speaker.SpeakAsync(session);
            operation.Phase = $"ending: {plan.End}";
            completion = await EndAsync(session);
            operation.Phase = "reading to the end";
            failure = await reading;
            operation.Phase = "reading the gaps";
            await gapReading;
            Expect.That(!session.IsActive, "The results have ended, and the session has not.");
            operation.Phase = "disposing";
        }

        Expect.That(failure is null or MimiException, $"The results ended with {failure}");
        bool isWhole = failure is null && (completion is MimiCompleted<T> || (completion is null && plan.End is LedgerEnd.Stop or LedgerEnd.StopMeanwhile));
        new PlainLedger(plan, gaps, server.Connections.TryPeek(out LedgerConnection? connection) ? connection.Audio : default).Check(speaker.Taken, speaker.Failed, isWhole && connection!.HasBreak, session.Health, marks);
        return failure is not null ? $"failed: {failure.GetType().Name}" : isWhole ? "completed" : completion is null ? "left early" : completion.GetType().Name.Split('`')[0];
    }

    private async Task<Exception?> ReadAsync<T>(MimiRecognitionSession<T> session, Func<T, (TimeSpan Time, string Text)?> timeOf, List<PlainMark> marks)
        where T : MimiTextResult
    {
        int read = 0;
        try
        {
            await foreach (T result in session.ReceiveAllAsync())
            {
                if (timeOf(result) is { Text.Length: > 0 } time)
                {
                    marks.Add(new(LedgerMessages.Parse(time.Text).First()[0].Start, session.ToAudioTime(time.Time)));
                }

                read++;
                if (plan.End == LedgerEnd.Leave && read > plan.EndAt / 50)
                {
                    break;
                }

                if (plan.End == LedgerEnd.StopMeanwhile && read > plan.EndAt / 50)
                {
                    await session.StopRecognitionAsync();
                }
            }

            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private async Task<MimiCompletion<T>?> EndAsync<T>(MimiRecognitionSession<T> session)
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
                await session.StopRecognitionAsync();
                return null;
        }
    }
}
