using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Mimi.Bench.Wire;
using Mimi.Client.NictAsr;
using Mimi.Client.Serialization;

namespace Mimi.Client.Bench;

/// <summary>About 250 bytes of JSON into a result, against source-generated JSON into records.</summary>
[MemoryDiagnoser]
public class DecodingBenchmark
{
    private readonly MessageDecoder<NictAsrV2Result> _decoder = NictAsrV2Decoder.Create(new());
    private int _next;

    [Benchmark(Baseline = true)]
    public string SourceGenerated() => JsonSerializer.Deserialize(Next(), PlainMessageJson.Default.PlainMessage)!.Response[0].Result;

    [Benchmark]
    public string Library() => _decoder.Decode(Next(), out _).Text;

    private byte[] Next() => WireMessages.Temporaries[_next++ % WireMessages.Temporaries.Count];
}
