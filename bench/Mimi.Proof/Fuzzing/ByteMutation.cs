namespace Mimi.Proof.Fuzzing;

/// <summary>Damages bytes in the ways that parsers stumble over.</summary>
internal static class ByteMutation
{
    /// <summary>Values around which lengths, signs and characters change their meaning.</summary>
    private static ReadOnlySpan<byte> Telling => [0x00, 0x01, 0x0A, 0x0D, 0x20, 0x22, 0x2C, 0x5C, 0x7B, 0x7D, 0x7E, 0x7F, 0x80, 0x81, 0x82, 0x88, 0x89, 0xC0, 0xED, 0xEF, 0xF4, 0xFE, 0xFF];

    /// <summary>Makes a few changes at random places.</summary>
    public static byte[] Apply(FuzzRandom random, byte[] original)
    {
        List<byte> bytes = [.. original];
        for (int changes = random.Between(1, 4); changes > 0 && bytes.Count > 0; changes--)
        {
            Change(random, bytes, random.Below(bytes.Count));
        }

        return [.. bytes];
    }

    private static void Change(FuzzRandom random, List<byte> bytes, int place)
    {
        int length = Math.Min(1 + random.Size(64), bytes.Count - place);
        switch (random.Below(7))
        {
            case 0:
                bytes[place] ^= (byte)(1 << random.Below(8));
                break;
            case 1:
                bytes[place] = random.Pick(Telling);
                break;
            case 2:
                bytes.Insert(place, random.Pick(Telling));
                break;
            case 3:
                bytes.RemoveRange(place, length);
                break;
            case 4:
                bytes.InsertRange(place, bytes.GetRange(place, length));
                break;
            case 5:
                bytes.RemoveRange(place, bytes.Count - place);
                break;
            default:
                bytes.InsertRange(place, random.Bytes(length));
                break;
        }
    }
}
