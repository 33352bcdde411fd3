using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.RegularExpressions;
using Mimi.Client.Asr;
using Mimi.Client.Continuous;
using Mimi.Client.NictAsr;
using Mimi.Client.Testing;

namespace Mimi.Client.Tests.Continuous;

/// <summary>A server that answers with the places of the samples it heard, and fails at random.</summary>
internal sealed partial class LedgerServer : IDisposable
{
    private readonly ConcurrentQueue<Exception> _broken = new();
    private readonly InMemoryNetworkEngine _engine;
    private readonly Random _random;
    private readonly bool _isV2;

    public LedgerServer(int seed, bool isV2)
    {
        _random = new(seed);
        _isV2 = isV2;
        _engine = new InMemoryNetworkEngine(async (_, socket, _) =>
        {
            try
            {
                await PlayAsync(new(socket));
            }
            catch (Exception e) when (e is not WebSocketException)
            {
                _broken.Enqueue(e);
            }
        })
        {
            BeforeConnect = (_, _) => Next(6) == 0 ? Task.FromException(new MimiIOException("Refused.")) : Task.CompletedTask,
        };
    }

    public static IEnumerable<(long Start, long End)> Parse(string text) =>
        Stretch().Matches(text).Select(static match => (long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), long.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)));

    public MimiContinuousSession Start(MimiContinuousOptions options)
    {
        MimiAudioFormat format = MimiAudioFormat.Pcm(8_000);
        return _isV2
            ? new NictAsrV2Client(_engine, null, Continuous.Start.Address).StartContinuousSession(new() { AudioFormat = format, Progressive = true }, options)
            : new MimiAsrClient(_engine, null, Continuous.Start.Address).StartContinuousSession(new() { AudioFormat = format }, options);
    }

    public void ThrowIfBroken()
    {
        if (_broken.TryDequeue(out Exception? broken))
        {
            throw new InvalidOperationException("The server found something wrong.", broken);
        }
    }

    public void Dispose() => _engine.Dispose();

    private int Next(int below)
    {
        lock (_random)
        {
            return _random.Next(below);
        }
    }

    private async Task PlayAsync(ServerConnection connection)
    {
        int breaksAt = Next(5) < 2 ? Next(16_000) : int.MaxValue;
        int told = 0; // In samples of this connection, whole milliseconds.
        while (!connection.HasBreak)
        {
            if (!await connection.ReceiveAsync())
            {
                return;
            }

            Verify(connection);
            if (connection.Samples >= breaksAt)
            {
                await LeaveAsync(connection);
                return;
            }

            told = connection.Samples == 0 ? told : await TellAsync(connection, told);
        }

        if (Next(5) == 0)
        {
            await LeaveAsync(connection);
            return;
        }

        int start = connection.Samples == 0 ? 0 : Voice.PlaceOf(connection.Audio);
        string text = connection.Samples == 0 ? "" // All of its audio was dropped before it was sent.
            : _isV2 ? Of(start + told, start + connection.Samples) : Of(start, start + connection.Samples);
        await connection.SendAsync(_isV2 ? Json.V2(true, true, text, told / 8.0) : Json.Asr(true, (text, 0, connection.Samples / 8.0)));
        if (Next(4) != 0)
        {
            await connection.CloseAsync();
        }
    }

    /// <summary>Tells temporary and determined texts now and then.</summary>
    private async Task<int> TellAsync(ServerConnection connection, int told)
    {
        int start = Voice.PlaceOf(connection.Audio);
        if (!_isV2)
        {
            if (Next(3) == 0)
            {
                await connection.SendAsync(Json.Asr(false, ("so far", 0, connection.Samples / 8.0)));
            }

            return told;
        }

        int end = (told + Next(connection.Samples - told + 1)) / 8 * 8;
        if (Next(2) == 0 && end > told)
        {
            await connection.SendAsync(Json.V2(false, true, Of(start + told, start + end), told / 8.0));
            told = end;
        }

        if (Next(2) == 0)
        {
            await connection.SendAsync(Json.V2(false, false, "so far", told / 8.0));
        }

        return told;
    }

    /// <summary>Breaks the connection, in one way or another.</summary>
    private async Task LeaveAsync(ServerConnection connection)
    {
        int code = new[] { 0, 0, 1_000, 1_001, 1_011, 1_012, 4_003 }[Next(7)];
        if (code != 0)
        {
            await connection.CloseAsync(code);
        }
    }

    private static void Verify(ServerConnection connection)
    {
        if (connection.Samples > 0)
        {
            byte[] audio = connection.Audio;
            Assert.Equal(Voice.At(Voice.PlaceOf(audio), audio.Length / 2), audio);
        }
    }

    private static string Of(int start, int end) => string.Create(CultureInfo.InvariantCulture, $"[{start},{end})");

    [GeneratedRegex(@"\[(\d+),(\d+)\)")]
    private static partial Regex Stretch();
}
