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

    [GlobalSetup]
    public void Setup()
    {
        foreach (byte[] message in WireMessages.Temporaries)
        {
            PlainMessage plain = JsonSerializer.Deserialize(message, PlainMessageJson.Default.PlainMessage)!;
            NictAsrV2Result result = _decoder.Decode(message, out _);
            Same.Check(plain.SessionId == result.SessionId && plain.Response.Length == result.Segments.Count);
            foreach ((PlainSegment expected, NictAsrV2Segment actual) in plain.Response.Zip(result.Segments))
            {
                Same.Check(expected.Result == actual.Text && expected.Words.SequenceEqual(actual.Words) && expected.Determined == actual.IsDetermined);
            }
        }
    }

    [Benchmark(Baseline = true)]
    public string SourceGenerated() => JsonSerializer.Deserialize(Next(), PlainMessageJson.Default.PlainMessage)!.Response[0].Result;

    [Benchmark]
    public string Library() => _decoder.Decode(Next(), out _).Text;

    private byte[] Next() => WireMessages.Temporaries[_next++ % WireMessages.Temporaries.Count];
}
