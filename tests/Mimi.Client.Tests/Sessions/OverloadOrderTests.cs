using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using Mimi.Client.Services;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Sessions;

/// <summary>Which audio gives way when there is more than one piece of it, and how its gaps are told.</summary>
public sealed class OverloadOrderTests : IDisposable
{
    private readonly StallingWebSocket _socket = new();

    private static CancellationToken Token => TestTimeout.Token;

    public void Dispose() => _socket.Dispose();

    [Fact]
    public async Task Drop_CommandsInBetween_AudioGivesWayInItsOrderAndNoMoreThanNeeded()
    {
        string first = new('a', 100), second = new('b', 100);
        await using var session = await OpenStalledAsync();
        await session.SendTextAsync(first, Token);
        await session.SendBinaryAsync(Samples(1_600, 400), Token);
        await session.SendTextAsync(second, Token);
        await session.SendBinaryAsync(Samples(2_000, 1_000), Token); // 200 bytes are free.
        await session.SendBinaryAsync(Samples(3_000, 200), Token); // 100 samples of the first piece give way,
        await session.SendBinaryAsync(Samples(3_200, 200), Token); // 200 more of it,
        await session.SendBinaryAsync(Samples(3_400, 250), Token); // and its last 100, and 150 of the second.

        await session.StopAsync("stop", Token);
        _socket.LetGo(10);
        await SessionWaits.UntilAsync(() => Sent().Contains("stop"));
        session.Cancel();

        MimiAudioGap gap = Assert.Single(await GapsAsync(session));
        Assert.Equal((1_600, 550), (gap.StartSample, gap.SampleCount));
        Assert.Equal(["0+1600", first, second, "2150+1500", "stop"], Sent());
    }

    [Fact]
    public async Task Drop_CommandLongerThanTheBuffer_IsSentWholeAndAudioGivesWayToIt()
    {
        string command = new('a', 4_000);
        await using var session = await OpenStalledAsync();
        await session.SendTextAsync(command, Token);
        await session.SendBinaryAsync(Samples(1_600, 100), Token);

        await session.StopAsync("stop", Token);
        _socket.LetGo(10);
        await SessionWaits.UntilAsync(() => Sent().Contains("stop"));
        session.Cancel();

        MimiAudioGap gap = Assert.Single(await GapsAsync(session));
        Assert.Equal((1_600, 100), (gap.StartSample, gap.SampleCount));
        Assert.Equal(["0+1600", command, "stop"], Sent());
    }

    [Fact]
    public async Task Drop_AudioThatBeginsWithinASample_GivesWayBehindTheRestOfIt()
    {
        string command = new('a', 4_000);
        byte[] audio = Samples(1_600, 5);
        await using var session = await OpenStalledAsync();
        await session.SendBinaryAsync(audio.AsMemory(0, 3), Token);
        _socket.LetGo();
        await SessionWaits.UntilAsync(() => Sent().Count == 2);
        await session.SendTextAsync(command, Token); // Leaves no room.
        await session.SendBinaryAsync(audio.AsMemory(3), Token);

        await session.StopAsync("stop", Token);
        _socket.LetGo(10);
        await SessionWaits.UntilAsync(() => Sent().Contains("stop"));
        session.Cancel();

        MimiAudioGap gap = Assert.Single(await GapsAsync(session));
        Assert.Equal((1_602, 3), (gap.StartSample, gap.SampleCount));
        Assert.Equal(["0+1600", "1600+1", command, "1601+1", "stop"], Sent());
    }

    [Fact]
    public async Task Gaps_Apart_EachIsOne()
    {
        await using var session = await OpenStalledAsync();
        await session.SendBinaryAsync(Samples(1_600, 1_600), Token);
        await session.SendBinaryAsync(Samples(3_200, 100), Token);
        _socket.LetGo();
        await SessionWaits.UntilAsync(() => Sent().Count == 2);
        await session.SendBinaryAsync(Samples(3_300, 1_600), Token);
        await session.SendBinaryAsync(Samples(4_900, 100), Token);
        await session.SendBinaryAsync(Samples(5_000, 100), Token);
        session.Cancel();

        Assert.Equal([(1_600, 100), (3_300, 200)], (await GapsAsync(session)).Select(static gap => (gap.StartSample, gap.SampleCount)));
    }

    [Fact]
    public async Task Gaps_ReaderWaits_IsToldAtOnce()
    {
        await using var session = await OpenStalledAsync();
        await using var gaps = session.ReceiveGapsAsync(Token).GetAsyncEnumerator(Token);
        Task<bool> next = gaps.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);

        await session.SendBinaryAsync(Samples(1_600, 1_700), Token);

        Assert.True(await next.WaitAsync(Token));
        Assert.Equal(100, gaps.Current.SampleCount);
        Assert.True(session.IsActive, "It was the end of the session that told.");
    }

    private static byte[] Samples(int first, int count)
    {
        byte[] audio = new byte[2 * count];
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(audio.AsSpan(2 * i), (ushort)(first + i));
        }

        return audio;
    }

    private static async Task<List<MimiAudioGap>> GapsAsync(MimiServiceSession<string> session)
    {
        List<MimiAudioGap> gaps = [];
        await foreach (MimiAudioGap gap in session.ReceiveGapsAsync(Token))
        {
            gaps.Add(gap);
        }

        return gaps;
    }

    /// <summary>Opens a session whose first 1,600 samples are on their way, with an empty buffer.</summary>
    private async Task<MimiServiceSession<string>> OpenStalledAsync()
    {
        var session = await TestSessions.OpenAsync(_socket.AsEngine(), new() { SendBufferBytes = 3_200, Overload = MimiOverload.DropOldest });
        await session.SendBinaryAsync(Samples(0, 1_600), Token);
        await _socket.Stalled.WaitAsync(Token);
        return session;
    }

    /// <summary>What was sent: commands as they are, audio by its first sample and its length.</summary>
    private List<string> Sent()
    {
        lock (_socket.Sent)
        {
            return [.. _socket.Sent.Select(static sent => sent.Type == WebSocketMessageType.Text
                ? Encoding.UTF8.GetString(sent.Bytes)
                : $"{BinaryPrimitives.ReadUInt16LittleEndian(sent.Bytes)}+{sent.Bytes.Length / 2}")];
        }
    }
}
