using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using Mimi.Client;
using Mimi.Proof.Fuzzing;
using Mimi.Proof.Ledger;

namespace Mimi.Proof.Soak;

/// <summary>One connection, seen by the server. It keeps no audio: each piece is compared as it comes.</summary>
internal sealed class SoakConnection(SoakTrack track, TimeProvider time, WebSocket socket, SoakFault fault, FuzzRandom dice) : IDisposable
{
    private const int BufferBytes = 32_768;
    private const int NeedleBytes = 64;
    private static readonly TimeSpan SlowFinal = TimeSpan.FromSeconds(12);

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private readonly ArrayBufferWriter<byte> _beginning = new(NeedleBytes);
    private long? _start; // In the user's audio, in bytes.
    private long _toldUpTo; // In samples of this connection, whole milliseconds.
    private long _nextTelling = SoakAudio.BytesPerSecond;
    private bool _hasBreak;

    /// <summary>Gets how many bytes of audio have come.</summary>
    public long Heard { get; private set; }

    /// <summary>Gets how many messages were sent.</summary>
    public int Told { get; private set; }

    private long Samples => Heard / SoakAudio.BytesPerSample;

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    public async Task PlayAsync(CancellationToken over)
    {
        while (!_hasBreak)
        {
            if (!await ReceiveAsync(over))
            {
                return;
            }

            if (!_hasBreak && Heard >= _nextTelling)
            {
                _nextTelling = Heard + (dice.Between(1_000, 3_000) * SoakAudio.SamplesPerMillisecond * SoakAudio.BytesPerSample);
                await TellAsync(over);
            }
        }

        if (fault == SoakFault.SlowFinal)
        {
            await Task.Delay(SlowFinal, time, over);
        }

        if (fault != SoakFault.NeverFinal)
        {
            await SayAsync(MimiResultKind.Final, Range(Samples), Samples, over);
            await EndAsync(over);
        }

        while (await ReceiveAsync(over))
        {
            // Nothing may come behind the end marker: ReceiveAsync looks at it.
        }
    }

    private async Task EndAsync(CancellationToken over)
    {
        switch (fault)
        {
            case SoakFault.FinalThenDrop:
                socket.Abort();
                break;
            case SoakFault.FinalWithoutClose:
                break;
            case SoakFault.LateResult:
                await SayAsync(MimiResultKind.Temporary, "late", Samples, over);
                await SayAsync(MimiResultKind.Final, Range(Samples), Samples, over);
                goto default;
            default:
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, over);
                break;
        }
    }

    private async Task<bool> ReceiveAsync(CancellationToken over)
    {
        ValueWebSocketReceiveResult read = await socket.ReceiveAsync(_buffer.AsMemory(), over);
        switch (read.MessageType)
        {
            case WebSocketMessageType.Binary:
                Expect.That(!_hasBreak, $"{read.Count} bytes of audio came behind the end marker.");
                Compare(_buffer.AsSpan(0, read.Count));
                Expect.That(!read.EndOfMessage || track.IsPlain || Heard % SoakAudio.BytesPerSample == 0, "Half a sample was sent.");
                return true;
            case WebSocketMessageType.Text:
                int count = read.Count;
                while (!read.EndOfMessage)
                {
                    read = await socket.ReceiveAsync(_buffer.AsMemory(count), over);
                    count += read.Count;
                }

                string command = Encoding.UTF8.GetString(_buffer.AsSpan(0, count));
                Expect.That(!_hasBreak && command == """{"command":"recog-break"}""", $"A command came that must not: {command}, the {(_hasBreak ? "second" : "first")}.");
                _hasBreak = true;
                return true;
            default:
                return false;
        }
    }

    private void Compare(ReadOnlySpan<byte> audio)
    {
        long from = Heard;
        Heard += audio.Length;
        if (_start is null)
        {
            _beginning.Write(audio);
            if (_beginning.WrittenCount < NeedleBytes || Find() is not [long found])
            {
                return; // A few samples sound alike.
            }

            _start = found;
            from = 0;
            audio = _beginning.WrittenSpan;
        }

        if (_start + from + audio.Length > track.HandedOver)
        {
            _start -= SoakAudio.RingBytes; // It comes so late that it was taken for what sounds alike, one turn of the ring later.
        }

        long place = _start.Value + from;
        Expect.That(place >= 0, $"A connection that begins at byte {_start + SoakAudio.RingBytes} gets {audio.Length} bytes behind byte {from} of it, and only {track.HandedOver} were handed over.");
        int same = audio.CommonPrefixLength(track.Slice(place, audio.Length).Span);
        if (same < audio.Length)
        {
            List<long> places = track.Find(audio[same..Math.Min(audio.Length, same + NeedleBytes)]);
            throw new FuzzViolationException($"A connection that begins at byte {_start} gets something else behind byte {from + same} of it: {audio.Length - same} bytes, that are at {string.Join(" or ", places)} of the {track.HandedOver} bytes that were handed over.");
        }

        _beginning.Clear();
    }

    private List<long> Find()
    {
        ReadOnlySpan<byte> beginning = _beginning.WrittenSpan;
        List<long> places = track.Find(beginning[..Math.Min(NeedleBytes, beginning.Length / SoakAudio.BytesPerSample * SoakAudio.BytesPerSample)]);
        Expect.That(places.Count > 0, $"A connection begins with {beginning.Length} bytes that are nowhere in the user's audio.");
        return places;
    }

    private async Task TellAsync(CancellationToken over)
    {
        if (track.Service == LedgerService.NictV2 && dice.Percent(50) && _start is not null)
        {
            long end = _toldUpTo + (long)((Samples - _toldUpTo) * (dice.Below(1_000) / 1_000d));
            end -= end % SoakAudio.SamplesPerMillisecond;
            if (end > _toldUpTo)
            {
                await SayAsync(MimiResultKind.Partial, Range(end), end, over);
                _toldUpTo = end;
            }
        }

        if (track.Service != LedgerService.NictV1)
        {
            await SayAsync(MimiResultKind.Temporary, "so far", Samples, over);
        }
    }

    /// <summary>Writes which samples of the user's they are that no determined text tells yet.</summary>
    private string Range(long end) => Heard < SoakAudio.BytesPerSample ? "" : LedgerMessages.Range(
        (_start is { } start ? [start] : Find()).Select(static place => place / SoakAudio.BytesPerSample), _toldUpTo, end);

    private async Task SayAsync(MimiResultKind kind, string text, long end, CancellationToken over)
    {
        byte[] message = Encoding.UTF8.GetBytes(LedgerMessages.Result(track.Service, kind, text, SoakAudio.ToTime(_toldUpTo), SoakAudio.ToTime(end)));
        for (int i = fault == SoakFault.Twice ? 2 : 1; i > 0; i--)
        {
            await socket.SendAsync(message, WebSocketMessageType.Text, true, over);
            Told++;
        }
    }
}
