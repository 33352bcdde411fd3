using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Mimi.Client.Bench;

// In this process: a project that is made for each run could not be restored everywhere, and what is compared is a ratio.
IConfig config = DefaultConfig.Instance
    .WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "results"))
    .AddJob(Job.ShortRun.WithIterationCount(15).WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromTypes([typeof(DecodingBenchmark), typeof(FrameWritingBenchmark), typeof(FrameReadingBenchmark)]).Run(args, config);
