using System.Text.Json;
using System.Text.Json.Serialization;
using BenchmarkDotNet.Attributes;
using Mimi.Bench.Wire;
using Mimi.Client.NictAsr;
using Mimi.Client.Serialization;

namespace Mimi.Client.Bench;

/// <summary>About 250 bytes of JSON into a result, against source-generated JSON into records.</summary>
[MemoryDiagnoser]
public partial class DecodingBenchmark
{
    private readonly MessageDecoder<NictAsrV2Result> _decoder = NictAsrV2Decoder.Create(new());
    private int _next;

    [Benchmark(Baseline = true)]
    public string SourceGenerated() => JsonSerializer.Deserialize(Next(), WireJson.Default.Message)!.Response[0].Result;

    [Benchmark]
    public string Library() => _decoder.Decode(Next(), out _).Text;

    private byte[] Next() => WireMessages.Temporaries[_next++ % WireMessages.Temporaries.Count];

    internal sealed record Message(
        [property: JsonPropertyName("type")] string Type,
        [property: JsonPropertyName("session_id")] string SessionId,
        [property: JsonPropertyName("status")] string Status,
        [property: JsonPropertyName("response")] Segment[] Response);

    internal sealed record Segment(
        [property: JsonPropertyName("result")] string Result,
        [property: JsonPropertyName("words")] string[] Words,
        [property: JsonPropertyName("determined")] bool Determined,
        [property: JsonPropertyName("time")] int Time);

    [JsonSerializable(typeof(Message))]
    internal sealed partial class WireJson : JsonSerializerContext;
}
