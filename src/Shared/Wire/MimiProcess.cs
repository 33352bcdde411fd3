namespace Mimi.Wire;

/// <summary>Values of <see cref="MimiHeaders.Process"/>. They are case-sensitive.</summary>
internal static class MimiProcess
{
    public const string Asr = "asr";
    public const string NictAsr = "nict-asr";
}
