using System.Globalization;
using System.Text;

namespace Mimi.Chaos.Plans;

/// <summary>The short form of a fault: <c>NAME[:ARGUMENT…][@PLACE][#CONNECTION]</c>.</summary>
internal static class FaultText
{
    private const string Bytes = "bytes";
    private const string Messages = "messages";
    private const string Up = "up";
    private const string Down = "down";
    private const string BothWays = "both";

    public static ChaosFault Parse(string text)
    {
        (string rest, string? connection) = Cut(text.Trim(), '#');
        (rest, string? place) = Cut(rest, '@');
        string[] parts = rest.Split(':', StringSplitOptions.TrimEntries);
        try
        {
            var fault = new ChaosFault(FaultNames.Find(parts[0]));
            foreach (string argument in parts[1..])
            {
                fault = WithArgument(fault, argument);
            }

            fault = place is null ? fault : WithPlace(fault, place);
            return connection is null ? fault : fault with { Connection = Quantity.Number(connection, "connection") };
        }
        catch (Exception e) when (e is FormatException or ArgumentOutOfRangeException)
        {
            throw new FormatException($"The fault '{text.Trim()}' is not right: {(e is ArgumentOutOfRangeException outside ? outside.Message.Split('(')[0].Trim() : e.Message)}", e);
        }
    }

    public static string Write(ChaosFault fault)
    {
        var text = new StringBuilder(FaultNames.Of(fault.Kind));
        foreach (string argument in Arguments(fault))
        {
            text.Append(':').Append(argument);
        }

        string? place = fault.AfterBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes}{Bytes}")
            : fault.AfterMessages is { } messages ? string.Create(CultureInfo.InvariantCulture, $"{messages}{Messages}")
            : fault.After is { } time ? Quantity.Write(time)
            : null;
        text.Append(place is null ? "" : "@" + place);
        return fault.Connection is { } connection ? text.Append(CultureInfo.InvariantCulture, $"#{connection}").ToString() : text.ToString();
    }

    /// <summary>Reads a place: <c>32000bytes</c>, <c>2messages</c>, <c>500ms</c> or <c>1.5s</c>.</summary>
    public static ChaosFault WithPlace(ChaosFault fault, string place)
    {
        if (fault.IsOpening)
        {
            throw new FormatException("it happens while the connection opens, so it takes no place after '@'.");
        }

        return place.EndsWith(Bytes, StringComparison.OrdinalIgnoreCase) ? fault with { AfterBytes = Quantity.Number(place[..^Bytes.Length], "amount of bytes") }
            : place.EndsWith(Messages, StringComparison.OrdinalIgnoreCase) ? fault with { AfterMessages = Quantity.Number(place[..^Messages.Length], "number of messages") }
            : place.EndsWith('s') ? fault with { After = Quantity.Time(place) }
            : throw new FormatException($"'{place}' is no place: write 32000bytes, 2messages, 500ms or 1.5s.");
    }

    private static ChaosFault WithArgument(ChaosFault fault, string argument) => fault.Kind switch
    {
        ChaosFaultKind.Http when argument.EndsWith('s') => fault with { RetryAfter = Quantity.Time(argument) },
        ChaosFaultKind.Http => fault with { StatusCode = Quantity.Number(argument, "HTTP status") },
        ChaosFaultKind.Close => fault with { CloseCode = Quantity.Number(argument, "close code") },
        ChaosFaultKind.SlowRead => fault with { BytesPerSecond = Quantity.Number(argument, "number of bytes a second") },
        ChaosFaultKind.Stall or ChaosFaultKind.Delay => Way(argument) is { } direction ? fault with { Direction = direction } : fault with { Duration = Quantity.Time(argument) },
        _ => throw new FormatException($"it takes no ':{argument}'."),
    };

    private static ChaosDirection? Way(string argument) => argument switch
    {
        Up => ChaosDirection.ToServer,
        Down => ChaosDirection.ToClient,
        BothWays => ChaosDirection.Both,
        _ => null,
    };

    private static IEnumerable<string> Arguments(ChaosFault fault)
    {
        switch (fault.Kind)
        {
            case ChaosFaultKind.Http:
                yield return fault.StatusCode.ToString(CultureInfo.InvariantCulture);
                break;
            case ChaosFaultKind.Close:
                yield return fault.CloseCode.ToString(CultureInfo.InvariantCulture);
                break;
            case ChaosFaultKind.SlowRead:
                yield return fault.BytesPerSecond.ToString(CultureInfo.InvariantCulture);
                break;
            case ChaosFaultKind.Stall or ChaosFaultKind.Delay when fault.Direction != ChaosDirection.Both:
                yield return fault.Direction == ChaosDirection.ToServer ? Up : Down;
                break;
        }

        if ((fault.Kind == ChaosFaultKind.Http ? fault.RetryAfter : fault.Kind is ChaosFaultKind.Stall or ChaosFaultKind.Delay ? fault.Duration : null) is { } time)
        {
            yield return Quantity.Write(time);
        }
    }

    private static (string Before, string? After) Cut(string text, char separator)
    {
        int at = text.LastIndexOf(separator);
        return at < 0 ? (text, null) : (text[..at].Trim(), text[(at + 1)..].Trim());
    }
}
