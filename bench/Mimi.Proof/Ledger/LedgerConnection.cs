using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using Mimi.Client;
using Mimi.Frames;
using Mimi.Proof.Fuzzing;

namespace Mimi.Proof.Ledger;

/// <summary>One connection, seen by the server.</summary>
internal sealed class LedgerConnection(LedgerServer server, WebSocket socket, Stream stream, LedgerFault? fault, FuzzRandom dice)
{
    private static readonly TimeSpan SlowFinal = TimeSpan.FromSeconds(12);

    private readonly byte[] _buffer = new byte[70_000];
    private readonly ArrayBufferWriter<byte> _audio = new();
    private readonly Lock _lock = new();
    private readonly AudioMatch _match = new(server.Plan);
    private int _told; // In samples of this connection, whole milliseconds.
    private bool _hasStruck;

    /// <summary>Gets all audio that came.</summary>
    public ReadOnlyMemory<byte> Audio
    {
        get
        {
            lock (_lock)
            {
                return _audio.WrittenMemory;
            }
        }
    }

    /// <summary>Gets where in the user's audio it begins, in samples, once that is known.</summary>
    public int? Start => _match.Start;

    public bool HasBreak { get; private set; }

    public int Samples => _audio.WrittenCount / LedgerAudio.BytesPerSample;

    private LedgerService Service => server.Plan.Service;

    public async Task PlayAsync()
    {
        while (!HasBreak)
        {
            if (fault is not null && Samples >= fault.AfterSamples && await StrikeAsync())
            {
                return;
            }

            if (!await ReceiveAsync())
            {
                return;
            }

            if (!HasBreak)
            {
                await TellAsync();
            }
        }

        if (fault is not null && await StrikeAsync(isOver: true))
        {
            return;
        }

        if (fault is null || fault.Kind != LedgerFaultKind.NeverFinal)
        {
            await SendAsync(Final(Samples));
            await EndAsync();
        }

        await HearOutAsync();
    }

    private async Task EndAsync()
    {
        switch (fault?.Kind)
        {
            case LedgerFaultKind.FinalThenDrop:
                server.Strike();
                Drop();
                return;
            case LedgerFaultKind.FinalWithoutClose:
                server.Strike();
                return;
            case LedgerFaultKind.LateResult:
                server.Strike();
                await SendAsync(Temporary());
                await SendAsync(Final(Samples));
                break;
        }

        await CloseAsync(1_000);
    }

    /// <summary>Closes without having been asked. If the end marker is on its way already, nobody can tell the final from the one that was asked for.</summary>
    private async Task EndByItselfAsync(string final, int told)
    {
        bool isHeardOut = false;
        try
        {
            await SendAsync(final);
            await CloseAsync(1_000);
            await HearOutAsync();
            isHeardOut = true;
        }
        finally
        {
            if (HasBreak || !isHeardOut)
            {
                // All audio goes before the marker, so it is what was heard. The client may have left before that was read: then it is what the utterance has at most.
                int most = isHeardOut ? Samples : Math.Max(Samples, (int)Math.Ceiling(server.Plan.Continuous.MaxUtterance.TotalSeconds * LedgerAudio.SampleRate) + 1);
                foreach (long place in _match.PlacesOf(Audio.Span))
                {
                    server.Crossed.Enqueue((place + told, place + most));
                }
            }
        }
    }

    /// <summary>Reads on until the client leaves: nothing may come behind its end marker.</summary>
    private async Task HearOutAsync()
    {
        while (await ReceiveAsync())
        {
            // ReceiveAsync looks at it.
        }
    }

    private async Task<bool> ReceiveAsync()
    {
        ValueWebSocketReceiveResult read = await socket.ReceiveAsync(_buffer.AsMemory(), server.Over);
        server.Time.Touch();
        switch (read.MessageType)
        {
            case WebSocketMessageType.Binary:
                Expect.That(!HasBreak, $"{read.Count} bytes of audio came behind the end marker.");
                lock (_lock)
                {
                    _audio.Write(_buffer.AsSpan(0, read.Count));
                }

                _match.Verify(Audio.Span, read.EndOfMessage);
                return true;
            case WebSocketMessageType.Text:
                int count = read.Count;
                while (!read.EndOfMessage)
                {
                    read = await socket.ReceiveAsync(_buffer.AsMemory(count), server.Over);
                    count += read.Count;
                }

                string command = Encoding.UTF8.GetString(_buffer.AsSpan(0, count));
                Expect.That(!HasBreak && command == """{"command":"recog-break"}""", $"A command came that must not: {command}, the {(HasBreak ? "second" : "first")}.");
                HasBreak = true;
                return true;
            default:
                return false;
        }
    }

    private async Task TellAsync()
    {
        if (Service == LedgerService.NictV2 && !server.Plan.IsPlain && dice.Percent(50))
        {
            int end = (_told + dice.Below(Samples - _told + 1)) / LedgerAudio.SamplesPerMillisecond * LedgerAudio.SamplesPerMillisecond;
            if (end > _told)
            {
                await SendAsync(Result(MimiResultKind.Partial, Range(_told, end), _told, end));
                _told = end;
            }
        }

        if (Service != LedgerService.NictV1 && dice.Percent(40))
        {
            await SendAsync(Temporary());
        }
    }

    /// <summary>A hypothesis. In a plain session it names a sample of the connection, whose time the caller then turns into its own.</summary>
    private string Temporary()
    {
        int from = server.Plan.IsPlain ? dice.Below(Samples + 1) / LedgerAudio.SamplesPerMillisecond * LedgerAudio.SamplesPerMillisecond : _told;
        return Result(MimiResultKind.Temporary, server.Plan.IsPlain ? LedgerMessages.Range([0], from, Samples) : "so far", from, Samples);
    }

    private string Final(int end) => Service == LedgerService.NictV2
        ? Result(MimiResultKind.Final, Range(_told, end), _told, end)
        : Result(MimiResultKind.Final, Range(0, end), 0, end);

    private string Range(int start, int end) => LedgerMessages.Range(
        server.Plan.IsPlain ? [0] : _match.PlacesOf(Audio.Span), start, end);

    private string Result(MimiResultKind kind, string text, int start, int end) => LedgerMessages.Result(Service, kind, text, LedgerAudio.ToTime(start), LedgerAudio.ToTime(end));

    /// <summary>Carries the fault out.</summary>
    /// <returns>Whether the connection is over with that.</returns>
    private async Task<bool> StrikeAsync(bool isOver = false)
    {
        switch (fault!.Kind)
        {
            case LedgerFaultKind.Drop:
                server.Strike();
                Drop();
                return true;
            case LedgerFaultKind.HalfAFrame:
                await RawAsync(ServerFrame.Truncated());
                Drop();
                return true;
            case LedgerFaultKind.BadFrame:
                await RawAsync([0xF3, 0x02, 0x01, 0x02]); // Reserved bits, and an opcode that nobody knows.
                await HearOutAsync();
                return true;
            case LedgerFaultKind.InvalidUtf8:
                await RawAsync(ServerFrame.InvalidUtf8());
                await HearOutAsync();
                return true;
            case LedgerFaultKind.InvalidJson:
                server.Strike();
                await SendAsync("{\"type\":");
                await HearOutAsync();
                return true;
            case LedgerFaultKind.Close:
                await RawAsync(ServerFrame.Close(fault.Number));
                await HearOutAsync();
                return true;
            case LedgerFaultKind.CloseWithoutCode:
                await RawAsync(ServerFrame.Close(null));
                await HearOutAsync();
                return true;
            case LedgerFaultKind.Stall:
                server.Strike();
                await server.HoldAsync();
                return true;
            case LedgerFaultKind.HalfOpen:
                server.Strike();
                while ((await socket.ReceiveAsync(_buffer.AsMemory(), server.Over)).MessageType != WebSocketMessageType.Close)
                {
                    server.Time.Touch(); // Vanished.
                }

                await server.HoldAsync();
                return true;
            case LedgerFaultKind.OwnFinal when !isOver && Service == LedgerService.Asr && Samples > 0:
                server.Strike();
                int end = Samples / LedgerAudio.SamplesPerMillisecond * LedgerAudio.SamplesPerMillisecond;
                await EndByItselfAsync(Final(end), end);
                return true;
            case LedgerFaultKind.EmptyFinal when !isOver && _told == 0: // With a text, all that was handed over counts as heard: docs/continuous.md.
                server.Strike();
                await EndByItselfAsync(Result(MimiResultKind.Final, "", 0, 0), _told);
                return true;
            case LedgerFaultKind.UnknownJson when !isOver && !_hasStruck:
                _hasStruck = true;
                server.Strike();
                await SendAsync("""{"type":"asr#unknown","session_id":"x","status":"who-knows","response":[],"more":{"a":[1,null]}}""");
                return false;
            case LedgerFaultKind.SlowFinal when isOver:
                server.Strike();
                await Task.Delay(SlowFinal, server.Time, server.Over);
                return false;
            default:
                return false;
        }
    }

    private async Task SendAsync(string json)
    {
        server.Time.Touch();
        byte[] message = Encoding.UTF8.GetBytes(json);
        await socket.SendAsync(message, WebSocketMessageType.Text, true, server.Over);
        if (fault?.Kind == LedgerFaultKind.Twice)
        {
            server.Strike();
            await socket.SendAsync(message, WebSocketMessageType.Text, true, server.Over);
        }
    }

    private Task CloseAsync(int code) => socket.CloseOutputAsync((WebSocketCloseStatus)code, null, server.Over);

    private async Task RawAsync(byte[] bytes)
    {
        server.Strike();
        await stream.WriteAsync(bytes, server.Over);
    }

    private void Drop()
    {
        socket.Abort();
        stream.Dispose();
    }
}
