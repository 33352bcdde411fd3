namespace Mimi.Proof.Fuzzing.Server;

/// <summary>One connection: what is sent, and what may be answered.</summary>
internal sealed class ServerCase
{
    private const int MostRequests = 4;

    private readonly List<bool> _heads = [];
    private readonly List<byte> _bytes = [];
    private readonly bool _isMutated;
    private readonly bool _isSocket;
    private readonly bool _isOrderly;

    public ServerCase(FuzzRandom random, bool withToken)
    {
        int oddness = random.Pick(0, 5, 15, 40);
        var grammar = new RequestGrammar(random, oddness, withToken);
        for (int requests = random.Percent(40) ? random.Below(MostRequests) : 0; requests > 0; requests--)
        {
            _bytes.AddRange(grammar.Create(out bool isHead));
            _heads.Add(isHead);
        }

        _isSocket = _heads.Count == 0 || random.Percent(20);
        if (_isSocket)
        {
            _bytes.AddRange(grammar.Upgrade());
            _bytes.AddRange(SocketScript.Create(random, random.Pick(0, oddness), out bool isOrderly));
            _heads.Add(false);
            _isOrderly = isOrderly;
        }

        _isMutated = random.Percent(15);
        Bytes = _isMutated ? ByteMutation.Apply(random, [.. _bytes]) : [.. _bytes];
    }

    public byte[] Bytes { get; }

    /// <summary>Tells whether to end the connection, now that the server has seen everything: a session that ends in order closes by itself.</summary>
    public bool HangsUp(ReadOnlySpan<byte> received)
    {
        int upgraded = _isOrderly && !_isMutated ? received.LastIndexOf("HTTP/1.1 101 "u8) : -1;
        int headEnd = upgraded < 0 ? -1 : received[upgraded..].IndexOf("\r\n\r\n"u8);
        return headEnd < 0 || SocketReplies.Read(received[(upgraded + headEnd + 4)..], isWhole: false).CloseCode != 0;
    }

    /// <summary>Checks what came back.</summary>
    /// <returns>How it ended, in a word or two.</returns>
    public string Check(byte[] received)
    {
        Expect.That(received.Length > 0 || _isMutated, "A well-formed request got no answer at all.");
        string outcome = "no answer";
        int position = 0;
        for (int i = 0; position < received.Length; i++)
        {
            Expect.That(_isMutated || i < _heads.Count || _isSocket, "There are more answers than requests.");
            bool mayBeHead = _isMutated || (i < _heads.Count && _heads[i]);
            HttpReply reply = HttpReply.Read(received, position, mayBeHead && !HasBody(received, position));
            position = reply.End;
            outcome = $"{(_isMutated ? "mutated, " : "")}HTTP {reply.Status}";
            if (reply.IsUpgrade)
            {
                var replies = SocketReplies.Read(received.AsSpan(position), isWhole: true);
                Expect.That(_isMutated || !_isOrderly || replies.CloseCode is 1000 or 1011, $"An orderly session ended with close code {replies.CloseCode}.");
                Expect.That(_isMutated || !_isOrderly || replies.HasFinal == (replies.CloseCode == 1000), "An orderly session has a final result, or none, against its close code.");
                return $"{(_isMutated ? "mutated, " : "")}socket {replies.CloseCode}{(replies.HasFinal ? " with final result" : "")}";
            }

            Expect.That(_isMutated || i < _heads.Count || reply.Status is 400 or 414 or 431 or 505, $"Frames behind a refused upgrade are no request, but were answered as one, with {reply.Status}.");
            if (reply.ClosesConnection)
            {
                Expect.That(position == received.Length, "Something came behind an answer that closes the connection.");
                return outcome;
            }
        }

        return outcome;
    }

    /// <summary>Tells, where a mutation may have made HEAD of a method, whether what follows the head looks like a body.</summary>
    private bool HasBody(byte[] received, int position)
    {
        int end = received.AsSpan(position).IndexOf("\r\n\r\n"u8);
        return _isMutated && end >= 0 && position + end + 4 < received.Length && !received.AsSpan(position + end + 4).StartsWith("HTTP/1.1 "u8);
    }
}
