using System.Text;

namespace Mimi.Proof.Fuzzing;

/// <summary>Messages of the recognition services, right ones and nearly right ones.</summary>
/// <param name="random">Decides.</param>
/// <param name="oddness">How many of a hundred values are odd.</param>
internal sealed class RecognitionMessages(FuzzRandom random, int oddness)
{
    public const string Finished = "recog-finished";

    private readonly JsonGrammar _json = new(random, oddness);
    private readonly string _session = $"\"{random.Next():x16}\"";

    /// <summary>Makes a message, as bytes.</summary>
    /// <param name="process">The service's <c>x-mimi-process</c>; <c>nict-asr-2</c> for version 2.</param>
    /// <param name="isFinal">Whether its status is to say that it is the last.</param>
    public byte[] Create(string process, bool isFinal)
    {
        string status = random.Percent(oddness / 2) ? _json.Text() : isFinal ? $"\"{Finished}\"" : "\"recog-in-progress\"";
        string message = _json.Object(("type", $"\"asr#{process}\""), ("session_id", _session), ("status", status), ("response", Response(process)));
        byte[] bytes = Encoding.UTF8.GetBytes(Wrap(message));
        return random.Percent(oddness / 4) ? ByteMutation.Apply(random, bytes) : bytes;
    }

    private string Wrap(string message) => !random.Percent(oddness / 4) ? message : random.Pick("\ufeff" + message, message + "\0", message + " ", "\n" + message, message + message, message + ",", "[" + message + "]");

    private string Response(string process) => process switch
    {
        "asr" => _json.Array(3, () => _json.Object(("result", _json.Text()), ("pronunciation", _json.Text()), ("time", _json.Array(3, _json.Number)))),
        "nict-asr" => _json.Array(4, () => _json.Object(("result", random.Pick("\"今日|キョウ|今日|名詞||\"", "\"||| UTT-END|\"", "\"|||UTT-END||\"", _json.Text())))),
        "nict-asr-2" => _json.Array(3, () => _json.Object(("result", _json.Text()), ("words", _json.Array(4, _json.Text)), ("determined", random.Pick("true", "false")), ("time", _json.Number()))),
        "emo-categorical" => _json.Object(("scores", _json.Object(("happiness", _json.Number()), ("anger", _json.Number()), ("neutral", "0.5")))),
        "google-asr" => _json.Array(3, () => _json.Object(("result", _json.Text()))),
        _ => _json.Or(_json.Object(("id", _json.Text()), ("score", _json.Number()))),
    };
}
