using BenchmarkDotNet.Running;
using Mimi.Client.Bench;

BenchmarkSwitcher.FromTypes([typeof(DecodingBenchmark), typeof(FrameWritingBenchmark), typeof(FrameReadingBenchmark)]).Run(args);
