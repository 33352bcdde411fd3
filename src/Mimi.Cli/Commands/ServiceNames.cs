namespace Mimi.Cli.Commands;

/// <summary>The values of <c>--service</c>.</summary>
internal static class ServiceNames
{
    public const string NictV2 = "nict-v2";
    public const string NictV1 = "nict-v1";
    public const string Asr = "asr";
}
