using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.NictAsr;
using Mimi.Client.Recognition;
using Mimi.Proof.Fuzzing;
using Mimi.Proof.Hanging;
using Mimi.Proof.Ledger;

namespace Mimi.Proof.Soak;

/// <summary>Speaks into plain sessions, one after the other: up to a minute of audio each, or until it fails.</summary>
internal sealed class PlainVoice(SoakWorld world, int number, Operation operation) : SoakVoice(world, number, isMortal: true, operation)
{
    private const int ShortestSeconds = 2;
    private const int LongestSeconds = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public override Task RestAsync() => Task.CompletedTask;

    public override Task EndAsync() => Task.CompletedTask;

    protected override async Task SpeakToAsync(long end)
    {
        while (Place < end)
        {
            Place += Place % SoakAudio.BytesPerSample;
            long until = Math.Min(end, Place + (Dice.Between(ShortestSeconds, LongestSeconds) * (long)SoakAudio.BytesPerSecond));
            var track = new SoakTrack(World.NextSession(), Service, Place, isPlain: true);
            Uri address = AddressOf(track);
            await (Service switch
            {
                LedgerService.Asr => SpeakAsync(new MimiAsrClient(World.Engine, null, address).StartSession(new() { AudioFormat = SoakAudio.Format, Session = World.SessionOptions }), track, until),
                LedgerService.NictV1 => SpeakAsync(new NictAsrV1Client(World.Engine, null, address).StartSession(new() { AudioFormat = SoakAudio.Format, Session = World.SessionOptions }), track, until),
                _ => SpeakAsync(new NictAsrV2Client(World.Engine, null, address).StartSession(new() { AudioFormat = SoakAudio.Format, Session = World.SessionOptions, Progressive = true }), track, until),
            });
            World.Server.Forget(track);
        }
    }

    private async Task SpeakAsync<T>(MimiRecognitionSession<T> session, SoakTrack track, long end)
        where T : MimiTextResult
    {
        World.Sessions.Add(session);
        await using (session)
        {
            List<T> results = [];
            Task<Exception?> reading = ReadAsync(session, results);
            long taken = await SendAsync(session, track, end);
            At("ending");
            bool leaves = Dice.Percent(10);
            MimiCompletion<T>? completion = leaves ? Leave(session) : await session.CompleteAsync(Patience);
            At("reading to the end");
            Exception? failure = await reading;
            World.Figures.Add(failure is not null ? "plain sessions failed" : completion is null ? "plain sessions left early" : completion is MimiCompleted<T> ? "plain sessions completed" : "plain sessions that ran out of time", 1);
            try
            {
                Judge(results, completion, failure, taken / SoakAudio.BytesPerSample);
            }
            catch (FuzzViolationException e)
            {
                World.Violations.Enqueue($"Session {track.Number}, plain {Service}: {e.Message}");
            }

            At("disposing");
        }
    }

    private static MimiCompletion<T>? Leave<T>(MimiRecognitionSession<T> session)
        where T : MimiTextResult
    {
        session.Cancel();
        return null;
    }

    private async Task<long> SendAsync<T>(MimiRecognitionSession<T> session, SoakTrack track, long end)
        where T : MimiTextResult
    {
        long begin = Place;
        while (Place < end)
        {
            int count = NextChunk(end);
            track.HandedOver = Place - begin + count;
            At("sending");
            try
            {
                await session.SendBinaryAsync(track.Slice(Place - begin, count));
                Place += count;
            }
            catch (Exception e) when (e is InvalidOperationException or MimiIOException)
            {
                break; // It has failed.
            }

            await KeepPaceAsync();
        }

        return Place - begin;
    }

    private static async Task<Exception?> ReadAsync<T>(MimiRecognitionSession<T> session, List<T> results)
        where T : MimiTextResult
    {
        try
        {
            await foreach (T result in session.ReceiveAllAsync())
            {
                results.Add(result);
            }

            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>A session that completed was told of every sample, once, in order.</summary>
    private static void Judge<T>(List<T> results, MimiCompletion<T>? completion, Exception? failure, long samples)
        where T : MimiTextResult
    {
        Expect.That(failure is null or MimiException, $"The results ended with {failure}");
        if (completion is not MimiCompleted<T> || failure is not null)
        {
            return;
        }

        long place = 0;
        int final = results.FindIndex(static result => result.Kind == MimiResultKind.Final); // What is behind it is late.
        string last = "";
        foreach (T result in results.Take(final + 1).Where(static result => result.Kind is MimiResultKind.Partial or MimiResultKind.Final))
        {
            if (result.Text == last)
            {
                continue; // The server says it twice.
            }

            last = result.Text;
            foreach ((long Start, long End)[] places in LedgerMessages.Parse(result.Text))
            {
                int index = Array.FindIndex(places, range => range.Start == place);
                Expect.That(index >= 0, $"A text of {places[0].Start} to {places[0].End}, and {place} is next.");
                place = places[index].End;
            }
        }

        Expect.That(place == samples, $"Completed, and the texts end at {place} of {samples} samples.");
    }
}
