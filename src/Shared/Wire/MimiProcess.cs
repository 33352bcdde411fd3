namespace Mimi.Wire;

/// <summary>Values of <see cref="MimiHeaders.Process"/> (https://mimi.readme.io/docs/service-chart). They are case-sensitive.</summary>
internal static class MimiProcess
{
    public const string Asr = "asr";
    public const string NictAsr = "nict-asr";
    public const string GoogleAsr = "google-asr";
    public const string Lid = "lid";
    public const string LidAsr = "lidasr";
    public const string Srs = "srs";
    public const string Emotion = "emo-categorical";
    public const string Air = "air";
}
