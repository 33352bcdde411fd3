using System.Text;

namespace Mimi.Proof.Fuzzing.Server;

/// <summary>Requests to every address of the local mimi, right ones and nearly right ones. As HTTP they are well-formed.</summary>
internal sealed class RequestGrammar(FuzzRandom random, int oddness, bool withToken)
{
    private const string Srs = "/v1/applications/app/clients/client/srs";

    private static readonly string[] AudioServices = ["asr", "asr", "nict-asr", "nict-asr", "emo-categorical", "lid", "lidasr", "srs", "air", "google-asr"];

    private readonly OddText _text = new(random, oddness);

    /// <summary>Makes a request.</summary>
    /// <param name="isHead">Whether its answer has no body.</param>
    public byte[] Create(out bool isHead)
    {
        (string path, string[] methods, byte[] body, string? type) = random.Below(10) switch
        {
            < 4 => ("/", ["POST"], random.Bytes(random.Percent(10) ? random.Below(20_000) : 2 * random.Size(700)), random.Percent(50) ? _text.AudioType() : null),
            4 or 5 => Form(random.Pick("/v2/token", "/v2/revoke", "/v2/validate"), TokenFields()),
            6 => Form("/speech_synthesis", SpeechFields()),
            7 => Form("/machine_translation", [("text", _text.Or("こんにちは。", "hello")), ("source_lang", _text.Or("ja", "en")), ("target_lang", _text.Or("en", "ja"))]),
            8 => Speakers(),
            _ => (random.Pick("/", "/v2", "/healthz", "/" + _text.Encoded(_text.Any()), "/v2/token/", "//"), ["GET", "POST"], [], null),
        };
        string method = random.Percent(oddness) ? random.Pick("GET", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "FOO") : random.Pick(methods);
        isHead = method == "HEAD";
        var head = new List<(string Name, string Value)>();
        string query = path == "/" ? AudioOptions(head) : random.Percent(oddness) ? "?" + _text.Encoded(_text.Any()) : "";
        return Write(method, path + query, head, type, body);
    }

    /// <summary>Makes the request that opens a WebSocket.</summary>
    public byte[] Upgrade()
    {
        var head = new List<(string Name, string Value)>
        {
            ("Upgrade", random.Percent(oddness / 3) ? _text.Any() : "websocket"),
            ("Connection", random.Percent(oddness / 3) ? _text.Any() : random.Pick("Upgrade", "keep-alive, Upgrade")),
            ("Sec-WebSocket-Version", random.Percent(oddness / 3) ? _text.Or("8", "14") : "13"),
            ("Sec-WebSocket-Key", random.Percent(oddness / 3) ? _text.Any() : Convert.ToBase64String(random.Bytes(16))),
        };
        if (random.Percent(oddness))
        {
            head.Add((random.Pick("Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions"), _text.Or("permessage-deflate", "chat")));
        }

        return Write(random.Percent(oddness / 3) ? "POST" : "GET", "/" + AudioOptions(head), head, random.Percent(30) ? _text.AudioType() : null, null);
    }

    private static (string, string[], byte[], string?) Get(string path) => (path, ["GET"], [], null);

    private string AudioOptions(List<(string Name, string Value)> head)
    {
        var query = new List<string>();
        void Say(string name, string value)
        {
            if (random.Percent(75))
            {
                head.Add(("x-mimi-" + name, value));
            }
            else
            {
                query.Add(name + "=" + _text.Encoded(value));
            }
        }

        Say("process", _text.Or(AudioServices));
        if (random.Percent(60))
        {
            Say("input-language", _text.Or("ja", "en"));
        }

        if (random.Percent(50))
        {
            Say("nict-asr-options", _text.NictOptions());
        }

        if (random.Percent(40))
        {
            head.Add(("X-Mimi-Content-Type", _text.AudioType()));
        }

        if (random.Percent(30))
        {
            Say("srs-speaker-group-id", _text.Or("1"));
        }

        return query.Count == 0 ? "" : "?" + string.Join('&', query);
    }

    private (string, string)[] TokenFields() =>
    [
        ("grant_type", _text.Or("https://auth.mimi.fd.ai/grant_type/application_credentials", "https://auth.mimi.fd.ai/grant_type/client_credentials")),
        ("client_id", _text.Or("app", "app:client")), ("client_secret", _text.Or("secret")), ("scope", _text.Or("https://apis.mimi.fd.ai/auth/asr/http-api-service", "a;b")),
        ("token", _text.Or(FuzzScenario.Token, "eyJhbGciOiJIUzI1NiJ9.e30.x")),
    ];

    private (string, string)[] SpeechFields() =>
    [
        ("text", _text.Or("こんにちは。", "a")), ("lang", _text.Or("ja", "en")), ("engine", _text.Or("nict")), ("audio_format", _text.Or("WAV", "RAW", "ADPCM")),
        ("audio_endian", _text.Or("Little", "Big")), ("gender", _text.Or("female", "male", "unknown")), ("rate", _text.Or("1.0", "0.5", "2.1")),
    ];

    private (string, string[], byte[], string?) Speakers()
    {
        string id = _text.Or("1");
        return random.Below(7) switch
        {
            0 => Get(Srs + "/speaker_groups"),
            1 => Get($"{Srs}/speaker_groups/{_text.Encoded(id)}"),
            2 => Get($"{Srs}/speakers/{_text.Encoded(id)}"),
            3 => Form(Srs + "/speaker_groups", [("name", _text.Or("group")), ("description", _text.Any())]),
            4 => Form(Srs + "/speakers", [("name", _text.Or("名前")), ("lang", _text.Or("0")), ("sex", _text.Or("1")), ("age", _text.Or("40"))]),
            5 => ($"{Srs}/speakers/{_text.Encoded(id)}/speeches", ["POST"], random.Bytes(random.Size(500)), _text.AudioType()),
            _ => ($"{Srs}/speakers/{_text.Encoded(id)}/trainer/commit", ["POST"], [], null),
        };
    }

    private (string Path, string[] Methods, byte[] Body, string? Type) Form(string path, (string Name, string Value)[] all)
    {
        (string Name, string Value)[] fields = [.. all.Where(_ => !random.Percent(oddness / 3))];
        switch (random.Below(4))
        {
            case 0:
                return (path + "?" + UrlEncoded(fields), ["POST", "GET"], [], null);
            case 1:
                var json = new JsonGrammar(random, oddness);
                string body = json.Object([.. fields.Select(field => (field.Name, random.Percent(oddness) ? json.Text() : $"\"{System.Text.Json.JsonEncodedText.Encode(field.Value)}\""))]);
                return (path, ["POST"], Encoding.UTF8.GetBytes(body), "application/json");
            case 2:
                return (path, ["POST"], Multipart(fields), "multipart/form-data; boundary=" + random.Pick("x", "x", "x", "\"x\"", "y"));
            default:
                byte[] form = Encoding.UTF8.GetBytes(UrlEncoded(fields));
                return (path, ["POST"], random.Percent(oddness / 3) ? ByteMutation.Apply(random, form) : form, random.Percent(oddness / 3) ? _text.Any() : "application/x-www-form-urlencoded");
        }
    }

    private string UrlEncoded((string Name, string Value)[] fields) => string.Join('&', fields.Select(field => field.Name + "=" + _text.Encoded(field.Value)));

    private byte[] Multipart((string Name, string Value)[] fields)
    {
        var body = new StringBuilder();
        foreach ((string name, string value) in fields)
        {
            body.Append("--x\r\nContent-Disposition: form-data; name=").Append(name).Append(random.Percent(20) ? "; filename=a" : "").Append("\r\n\r\n").Append(value).Append("\r\n");
        }

        byte[] bytes = Encoding.UTF8.GetBytes(body.Append("--x--\r\n").ToString());
        return random.Percent(oddness / 2) ? ByteMutation.Apply(random, bytes) : bytes;
    }

    private byte[] Write(string method, string target, List<(string Name, string Value)> head, string? contentType, byte[]? body)
    {
        List<byte> bytes = [.. Encoding.ASCII.GetBytes($"{method} {target} HTTP/1.1\r\nHost: mimi\r\n")];
        void Line(string name, string value) => bytes.AddRange([.. Encoding.ASCII.GetBytes(name), (byte)':', (byte)' ', .. OddText.HeaderBytes(value), (byte)'\r', (byte)'\n']);
        if (withToken)
        {
            Line("Authorization", random.Percent(oddness) ? _text.Any() : random.Pick("Bearer ", "bearer ") + FuzzScenario.Token);
        }

        head.ForEach(header => Line(header.Name, header.Value));
        if (contentType is not null)
        {
            Line("Content-Type", contentType);
        }

        bool chunked = body is not null && random.Percent(20);
        if (chunked)
        {
            Line("Transfer-Encoding", "chunked");
        }
        else if (body is not null)
        {
            Line("Content-Length", OddText.Length(body.Length));
        }

        bytes.AddRange("\r\n"u8);
        bytes.AddRange(chunked ? Chunked(body!) : body ?? []);
        return [.. bytes];
    }

    private byte[] Chunked(byte[] body)
    {
        var bytes = new List<byte>();
        for (int start = 0; start < body.Length;)
        {
            int length = Math.Min(body.Length - start, 1 + random.Below(body.Length));
            bytes.AddRange([.. Encoding.ASCII.GetBytes($"{length:x}\r\n"), .. body.AsSpan(start, length), (byte)'\r', (byte)'\n']);
            start += length;
        }

        bytes.AddRange("0\r\n\r\n"u8);
        return [.. bytes];
    }
}
