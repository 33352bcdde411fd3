using System.Text;

namespace Mimi.Proof.Fuzzing.Server;

/// <summary>What a client sends over a WebSocket in one case: audio, commands, control frames, and what must not be.</summary>
internal static class SocketScript
{
    private const string Break = """{"command":"recog-break"}""";

    /// <summary>Makes frames.</summary>
    /// <param name="random">Decides.</param>
    /// <param name="oddness">How many of a hundred steps are odd.</param>
    /// <param name="isOrderly">Whether the audio ends with the command that ends it, and nothing odd came before.</param>
    public static byte[] Create(FuzzRandom random, int oddness, out bool isOrderly)
    {
        var frames = new FrameBytes(random, isMasked: true);
        bool odd = false;
        for (int steps = random.Below(6); steps > 0; steps--)
        {
            if (random.Percent(oddness))
            {
                Odd(random, frames, oddness);
                odd = true;
            }
            else if (random.Percent(15))
            {
                frames.Control(random.Pick(FrameBytes.Ping, FrameBytes.Pong), random.Bytes(random.Size(125)));
            }
            else
            {
                frames.Frame(0x80 | FrameBytes.Binary, random.Bytes(random.Percent(5) ? random.Below(9_000) : 2 * random.Size(800)));
            }
        }

        bool ends = random.Percent(75);
        if (ends)
        {
            frames.Frame(0x80 | FrameBytes.Text, Encoding.UTF8.GetBytes(random.Pick(Break, Break, Break, """{ "command" : "recog-break" }""", """{"command":"\u0072ecog-break","x":[1]}""")));
        }

        for (int late = random.Percent(20) ? 2 : 0; late > 0; late--)
        {
            frames.Frame(0x80 | random.Pick(FrameBytes.Text, FrameBytes.Binary), Encoding.UTF8.GetBytes(Break));
        }

        if (random.Percent(40))
        {
            frames.CloseWith(random.Percent(90) ? 1000 : random.Below(65_536), random.Percent(90) ? [] : random.Bytes(random.Size(120)));
            odd = true;
        }

        isOrderly = ends && !odd;
        return frames.ToArray();
    }

    private static void Odd(FuzzRandom random, FrameBytes frames, int oddness)
    {
        switch (random.Below(8))
        {
            case 0:
                frames.Wrong();
                break;
            case 1:
                frames.Message(FrameBytes.Binary, random.Bytes(random.Size(3_000)), 4);
                break;
            case 2:
                frames.Message(FrameBytes.Text, random.Bytes(random.Size(300)), 4);
                break;
            case 3:
                frames.Message(FrameBytes.Text, Encoding.UTF8.GetBytes(Command(random, oddness)), 4);
                break;
            case 4:
                frames.Message(FrameBytes.Text, ByteMutation.Apply(random, Encoding.UTF8.GetBytes(Break)), 3);
                break;
            case 5:
                frames.Raw(random.Bytes(random.Size(100)));
                break;
            case 6:
                frames.Frame(0x80 | FrameBytes.Text, random.Bytes(random.Between(4_000, 5_000)).Select(static value => (byte)('a' + (value % 20))).ToArray());
                break;
            default:
                frames.Frame(0x80 | FrameBytes.Binary, random.Bytes((2 * random.Size(50)) + 1));
                break;
        }
    }

    private static string Command(FuzzRandom random, int oddness)
    {
        var json = new JsonGrammar(random, Math.Max(oddness, 10));
        return json.Object(("command", random.Pick("\"recog-break\"", "\"recog-start\"", "null", "1", "[]")));
    }
}
