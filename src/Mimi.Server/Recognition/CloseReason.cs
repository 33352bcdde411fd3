using System.Text;

namespace Mimi.Server.Recognition;

/// <summary>Makes a reason fit into a close frame (RFC 6455, section 5.5).</summary>
internal static class CloseReason
{
    /// <summary>What a control frame has besides the code.</summary>
    private const int MaxBytes = 123;

    public static string Fit(string reason)
    {
        if (Encoding.UTF8.GetByteCount(reason) <= MaxBytes)
        {
            return reason;
        }

        int bytes = new Rune('…').Utf8SequenceLength;
        var fitting = new StringBuilder();
        foreach (Rune rune in reason.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxBytes)
            {
                break;
            }

            fitting.Append(rune.ToString());
        }

        return fitting.Append('…').ToString();
    }
}
