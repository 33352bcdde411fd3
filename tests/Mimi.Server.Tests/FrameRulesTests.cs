using System.Net.WebSockets;
using Mimi.Server.Sockets;

namespace Mimi.Server.Tests;

public sealed class FrameRulesTests
{
    /// <summary>A 3-byte frame, an empty ping, a 126-byte frame, a 65,536-byte frame, and at last one byte too many.</summary>
    private static readonly byte[] Frames =
    [
        0x82, 0x83, 1, 2, 3, 4, 0xff, 0xff, 0xff,
        0x89, 0x80, 1, 2, 3, 4,
        0x82, 0xfe, 0, 126, 1, 2, 3, 4, .. new byte[126],
        0x82, 0xff, 0, 0, 0, 0, 0, 1, 0, 0, 1, 2, 3, 4, .. new byte[65_536],
        0x82, 0xff, 0, 0, 0, 0, 0, 1, 0, 1, 1, 2, 3, 4,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(13)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public void Observe_CutAnywhere_SeesTheFirstFrameTooLarge(int cut)
    {
        var violations = new List<FrameViolation>();
        var rules = new FrameRules(65_536, refuseFragments: true) { Violated = violations.Add };

        foreach (byte[] piece in Frames[..^1].Chunk(cut))
        {
            rules.Observe(piece);
        }

        Assert.Empty(violations);
        rules.Observe(Frames.AsSpan(Frames.Length - 1));
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, Assert.Single(violations).Code);
    }
}
