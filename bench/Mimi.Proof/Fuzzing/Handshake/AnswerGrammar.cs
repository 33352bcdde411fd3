using System.Text;
using Mimi.Proof.Fuzzing.Client;
using Mimi.Wire;

namespace Mimi.Proof.Fuzzing.Handshake;

/// <summary>Answers to an upgrade or to a recording, right ones and nearly right ones.</summary>
internal sealed class AnswerGrammar(FuzzRandom random, int oddness)
{

    private static readonly string[] StatusLines =
    [
        "HTTP/1.1 200 OK", "HTTP/1.1 400 Bad Request", "HTTP/1.1 401 Unauthorized", "HTTP/1.1 403 ", "HTTP/1.1 404", "HTTP/1.1 429 Too Many Requests", "HTTP/1.1 500 壊れた", "HTTP/1.1 503 Service Unavailable", "HTTP/1.0 200 OK",
        "HTTP/1.1 204 No Content", "HTTP/1.1 302 Found", "HTTP/1.1 100 Continue", "HTTP/1.1 102 Processing", "HTTP/1.1 999 ?", "HTTP/1.1 99 ?", "HTTP/2 200", "HTTP/1.1  200 OK", "ICY 200 OK", "", "\0", "HTTP/1.1 -1 x", "HTTP/1.1 200000 x",
    ];

    private static readonly string[] OddHeaders =
    [
        "Retry-After: 5", "Retry-After: -1", "Retry-After: 99999999999999999999", "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT", "Retry-After: bald", "Date: Wed, 21 Oct 2015 07:28:00 GMT", "Date: heute", "Set-Cookie: a=b", "Location: http://[", "Location: /",
        "Content-Encoding: gzip", "Content-Type: text/html; charset=nonsense", "Content-Length: 5", "Content-Length: -5", "Content-Length: 99999999999999999999", "Transfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked", "Connection: close", "Keep-Alive: timeout=-1", "no colon", ": no name", " folded", "X-あ: あ",
        "Sec-WebSocket-Extensions: permessage-deflate", "Sec-WebSocket-Protocol: chat", "Upgrade: h2c", "Trailer: a", "X: " + new string('x', 70_000),
    ];

    /// <summary>Makes the answer to a request's head.</summary>
    public byte[] Create(string head, string process)
    {
        bool upgrades = head.Contains("Sec-WebSocket-Key: ", StringComparison.Ordinal) && !random.Percent(oddness);
        var answer = new List<string> { random.Percent(oddness) ? random.Pick(StatusLines) : upgrades ? "HTTP/1.1 101 Switching Protocols" : random.Pick("HTTP/1.1 200 OK", "HTTP/1.1 200 OK", random.Pick(StatusLines)) };
        if (upgrades)
        {
            answer.AddRange(["Upgrade: " + Or("websocket"), "Connection: " + Or("Upgrade"), "Sec-WebSocket-Accept: " + Or(Accept(head))]);
        }

        byte[] body = upgrades ? ClientScript.Create(random, process) : Body(process);
        if (!upgrades && random.Percent(60))
        {
            answer.Add($"Content-Length: {(random.Percent(oddness) ? random.Below(2_000) : body.Length)}");
        }

        while (random.Percent(oddness))
        {
            answer.Insert(random.Below(answer.Count) + 1, random.Pick(OddHeaders));
        }

        byte[] bytes = [.. Encoding.UTF8.GetBytes(string.Join(random.Percent(oddness / 4) ? "\n" : "\r\n", answer) + "\r\n\r\n"), .. body];
        return random.Percent(15) ? ByteMutation.Apply(random, bytes) : bytes;
    }

    private static string Accept(string head)
    {
        string key = head.Split("Sec-WebSocket-Key: ")[1].Split("\r\n")[0];
        return AcceptKey.For(key);
    }

    private string Or(string right) => random.Percent(oddness / 2) ? random.Pick("", "x", right.ToUpperInvariant(), right + ", " + right, "あ") : right;

    private byte[] Body(string process) => random.Below(5) switch
    {
        0 => Encoding.UTF8.GetBytes("<html>混雑しています" + new string('い', random.Size(9_000)) + "</html>"),
        1 => random.Bytes(random.Size(300)),
        2 => "5\r\nhallo\r\n0\r\n\r\n"u8.ToArray(),
        _ => new RecognitionMessages(random, oddness).Create(process, isFinal: true),
    };
}
