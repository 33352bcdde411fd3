using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Mimi.Server.Recognition.Replies;
using Mimi.Speech;

namespace Mimi.Server.Recognition;

/// <summary>One utterance over HTTP: the body is the audio, recognized while it comes; the reply is the final message (https://mimi.readme.io/docs/asr-http-service).</summary>
internal sealed class RecognitionPost(HttpContext context, Utterance utterance, RecognitionReply reply, UtteranceLife life, MimiServerOptions options)
{
    private ReadOnlyMemory<byte> _final;

    /// <summary>Recognizes the body.</summary>
    /// <returns>How it ended, and the final message if it ended well.</returns>
    public async Task<(UtteranceEnd End, ReadOnlyMemory<byte> Final)> RunAsync()
    {
        Task hearing = HearAsync();
        Task recognizing = RecognizeAsync();
        UtteranceEnd end = await life.Ended.ConfigureAwait(false);
        await life.StopWorkAsync(utterance).ConfigureAwait(false);
        await Task.WhenAll(hearing, recognizing).ConfigureAwait(false);
        return (end, _final);
    }

    private async Task HearAsync()
    {
        try
        {
            PipeReader body = context.Request.BodyReader;
            using CancellationTokenRegistration over = life.Work.UnsafeRegister(static body => ((PipeReader)body!).CancelPendingRead(), body); // A read that a token cancels leaves the connection unusable.
            ReadResult read;
            do
            {
                read = await body.ReadAsync(CancellationToken.None).ConfigureAwait(false);
                if (read.IsCanceled)
                {
                    body.AdvanceTo(read.Buffer.Start);
                    return; // It has ended already.
                }

                life.Idle.Pause();
                await TakeAsync(read.Buffer).ConfigureAwait(false);
                body.AdvanceTo(read.Buffer.End);
                life.Idle.Restart();
            }
            while (!read.IsCompleted);

            life.Idle.Pause(); // From now on the client waits for us.
            await life.TryAsync(utterance.CompleteAsync).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            life.End(new UtteranceEnd(0, e.StatusCode, "The body of the request is not what its headers say."));
        }
        catch (IOException)
        {
            life.End(UtteranceEnd.ConnectionLost);
        }
    }

    private async Task TakeAsync(ReadOnlySequence<byte> audio)
    {
        foreach (ReadOnlyMemory<byte> piece in audio)
        {
            await life.TryAsync(async token =>
            {
                if (!await utterance.TryWriteAsync(piece, token).ConfigureAwait(false))
                {
                    life.End(UtteranceEnd.TooLong(options.MaxUtterance));
                }
            }).ConfigureAwait(false);
        }
    }

    private async Task RecognizeAsync()
    {
        if (await life.TryAsync(CollectAsync).ConfigureAwait(false))
        {
            life.End(_final.IsEmpty ? UtteranceEnd.RecognizerFailed : UtteranceEnd.Finished); // One that ends before its audio has failed.
        }
    }

    private async ValueTask CollectAsync(CancellationToken cancellationToken)
    {
        await foreach (SpeechSegment segment in utterance.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            life.Idle.Touch();
            reply.Update(segment, utterance.IsComplete);
        }

        _final = utterance.IsComplete ? reply.Finish() : default;
    }
}
