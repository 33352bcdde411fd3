using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;

namespace Mimi.Client.Services;

/// <summary>Makes a call again while its failure is transient, as <see cref="MimiRetryOptions"/> say.</summary>
internal static class RetryPipeline
{
    private static readonly ResiliencePropertyKey<IRepeatableCall> Call = new("Mimi.Client.Call");

    /// <summary>Pipelines are made once for each options and clock, and go with them.</summary>
    private static readonly ConditionalWeakTable<MimiRetryOptions, ConditionalWeakTable<TimeProvider, ResiliencePipeline>> Pipelines = [];

    public static async Task<T> RunAsync<T>(MimiRetryOptions options, TimeProvider time, IRepeatableCall call, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        if (options.MaxRetries == 0)
        {
            return await attempt(cancellationToken).ConfigureAwait(false);
        }

        ResiliencePipeline pipeline = Pipelines.GetOrCreateValue(options).GetValue(time, clock => Create(options, clock));
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(Call, call);
        try
        {
            return await pipeline.ExecuteAsync(
                static async (context, attempt) => await attempt(context.CancellationToken).ConfigureAwait(false), context, attempt).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static ResiliencePipeline Create(MimiRetryOptions options, TimeProvider time) =>
        new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = options.MaxRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.BaseDelay,
            MaxDelay = options.MaxDelay,
            ShouldHandle = static args => new(args.Outcome.Exception is MimiException { IsTransient: true } && CallOf(args.Context).CanRepeat()),
            DelayGenerator = static args => new(args.Outcome.Exception is MimiException { RetryAfter: { } wait } && wait > TimeSpan.Zero ? wait : null),
            OnRetry = args =>
            {
                IRepeatableCall call = CallOf(args.Context);
                if (call.Elapsed + args.RetryDelay > options.Budget)
                {
                    args.Outcome.ThrowIfException(); // Only here the wait is known, and waiting it out would be in vain.
                }

                call.Repeating(args.Outcome.Exception!, args.RetryDelay);
                return default;
            },
        }).Build();

    private static IRepeatableCall CallOf(ResilienceContext context) => context.Properties.GetValue(Call, null!);
}
