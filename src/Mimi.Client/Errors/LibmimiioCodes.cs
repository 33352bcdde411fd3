namespace Mimi.Client;

/// <summary>Every number of libmimiio's list of error codes (FairyDevicesRD/libmimiio, doc/src/tutorial/errorcodes.md), for those who come from there.</summary>
internal static class LibmimiioCodes
{
    public static LibmimiioCode[] All { get; } =
    [
        new(int.MinValue, -1, null, "what the user's own callback returned; there are no callbacks here"),
        new(0, 0, null, "no error"),
        new(101, 101, null, "not classified; every failure has a type here"),
        new(501, 502, null, "the encoder; audio is sent here as it is given"),
        new(601, 603, "tls"),
        new(604, 604, "tls-closed"),
        new(605, 605, "tls"),
        new(701, 701, "host-not-found"),
        new(703, 703, "timeout"),
        new(704, 704, "connection-refused", "or `unreachable`, which is told apart here"),
        new(705, 705, "connection-reset"),
        new(790, 790, "network"),
        new(791, 791, "connection-lost"),
        new(799, 799, "network"),
        new(801, 805, "handshake"),
        new(806, 806, "http-401"),
        new(810, 810, "message", "a message longer than `MimiSessionOptions.MaxMessageBytes`"),
        new(811, 811, "connection-lost"),
        new(830, 830, "final-overdue"),
        new(890, 890, "protocol-broken"),
        new(901, 902, null, "a missing callback; there are no callbacks here"),
        new(903, 903, null, "a chunk over the maximum; chunks may have any length here and are split"),
        new(904, 904, "close-none"),
        new(905, 905, null, "a start that fails; a session starts when it is opened, and the opening throws its own failure"),
        new(906, 906, "json"),
        new(907, 907, "message"),
        new(1000, 1000, "close-1000", "no error after the final result"),
        new(1001, 1001, "close-1001"),
        new(1002, 1002, "close-1002"),
        new(1003, 1003, "close-1003"),
        new(1004, 1004, "close-1004"),
        new(1005, 1005, "close-none"),
        new(1006, 1006, "close-1006"),
        new(1007, 1007, "close-1007"),
        new(1008, 1008, "close-1008"),
        new(1009, 1009, "close-1009"),
        new(1010, 1010, "close-1010"),
        new(1011, 1011, "close-1011"),
        new(1015, 1015, "close-1015"),
        new(4000, 4002, "close-4000"),
        new(4003, 4003, "close-4003"),
        new(4004, 4999, "close-4000"),
    ];

    public static LibmimiioCode? Find(int code) => Array.Find(All, range => code >= range.First && code <= range.Last);
}
