using Mimi.Bench.Wire.Works;

namespace Mimi.Bench.Wire.Conducting;

/// <summary>What is compared.</summary>
internal static class WireRows
{
    private const string Library = "library";
    private const string Plain = "plain";

    public static IReadOnlyList<WireRow> Create(Uri plain, Uri tls, IReadOnlyList<string> peers) =>
    [
        Upload("upload", "upload of 64 MiB, 3,200 B a chunk, back to back", plain, [Library, "library-single", .. peers, Plain]),
        Upload("upload-tls", "the same over TLS", tls, [Library, Plain]),
        RoundTrip("roundtrip", "4,000 round trips: a chunk and its result", plain, [Library, .. peers, Plain]),
        RoundTrip("roundtrip-tls", "the same over TLS", tls, [Library, Plain]),
        Results("results", "50,000 results of 250 B, as fast as they are read", new(plain, "?results=50000&together=true"), [Library, .. peers, Plain]),
        Results("results-tls", "the same over TLS", new(tls, "?results=50000&together=true"), [Library, Plain]),
        Results("results-single", "50,000 results of 250 B, each in a write of its own", new(plain, "?results=50000"), [Library, .. peers, Plain]),
        Paced("paced", 200, plain, [Library, .. peers, "timers", Plain]),
        Paced("paced-tls", 200, tls, [Library, Plain]) with { MaxRounds = 5, MaxWarmups = 2 },
        Paced("watch", 200, plain, ["library-continuous", "library-watched", Library, "library-unwatched"]) with { Title = "200 paced sessions with replay and reconnecting; with health watched and keep-alive; as they come; with every watchdog off" },
        Idle("idle", 1_000, plain) with { MaxRounds = 3, MaxWarmups = 1 },
        Idle("open", 5_000, plain) with { MaxRounds = 1, MaxWarmups = 0 },
    ];

    /// <summary>The row of the plot.</summary>
    public static WireRow Paced(string id, int sessions, Uri address, string[] contestants) =>
        new(id, $"{sessions:N0} sessions, a chunk every 100 ms, a result for every fourth", new("paced", new(address, "?every=4"), sessions, 50), (long)sessions * 50 * Voice.ChunkBytes, contestants) { MaxRounds = 9, MaxWarmups = 2 };

    private static WireRow Upload(string id, string title, Uri address, string[] contestants) =>
        new(id, title, new("upload", address, 1, 20_971), 20_971L * Voice.ChunkBytes, contestants);

    private static WireRow RoundTrip(string id, string title, Uri address, string[] contestants) =>
        new(id, title, new("roundtrip", new(address, "?every=1"), 1, 4_000), WireMessages.Characters(4_000), contestants);

    private static WireRow Results(string id, string title, Uri address, string[] contestants) =>
        new(id, title, new("results", address, 1, 50_000), WireMessages.Characters(50_000), contestants);

    private static WireRow Idle(string id, int sessions, Uri address) =>
        new(id, $"{sessions:N0} open sessions, quiet", new("idle", new(address, "?every=1"), sessions, 1), sessions * (long)WireMessages.Texts[0].Length, [Library, Plain]);
}
