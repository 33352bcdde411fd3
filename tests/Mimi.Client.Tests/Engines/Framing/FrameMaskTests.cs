using System.Runtime.InteropServices;
using Mimi.Client.Engines.Framing;

namespace Mimi.Client.Tests.Engines.Framing;

public sealed class FrameMaskTests
{
    [Fact]
    public void Copy_EveryOffsetAndLength_MatchesTheDefinition()
    {
        byte[] random = new byte[512];
        new Random(6455).NextBytes(random);
        uint key = MemoryMarshal.Read<uint>([0x37, 0xFA, 0x21, 0x3D]);
        for (int offset = 0; offset < 70; offset++)
        {
            for (int length = 0; length < 200; length++)
            {
                ReadOnlySpan<byte> source = random.AsSpan(offset, length);
                byte[] destination = new byte[300];

                FrameMask.Copy(source, destination.AsSpan(69 - offset), key);

                byte[] expected = new byte[300];
                for (int i = 0; i < length; i++)
                {
                    expected[69 - offset + i] = (byte)(source[i] ^ new byte[] { 0x37, 0xFA, 0x21, 0x3D }[i % 4]);
                }

                Assert.Equal(expected, destination); // Nothing beyond the payload is touched, either.
            }
        }
    }

    [Fact]
    public void Next_ManyKeys_DoNotRepeat()
    {
        var keys = new MaskKeys();

        uint[] drawn = [.. Enumerable.Range(0, 200).Select(_ => keys.Next())];

        Assert.InRange(drawn.Distinct().Count(), 199, 200); // Two alike among 200 of 2^32 are one chance in 200,000.
    }
}
