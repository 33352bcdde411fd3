using System.Runtime.InteropServices;
using Mimi.Speech.Packages;

namespace Mimi.Speech.Tests.Packages;

public sealed class NpmPackagesTests
{
    public static TheoryData<string, Architecture, string, string> Platforms => new()
    {
        { "LINUX", Architecture.X64, "sherpa-onnx-linux-x64", "libsherpa-onnx-c-api.so" },
        { "LINUX", Architecture.Arm64, "sherpa-onnx-linux-arm64", "libsherpa-onnx-c-api.so" },
        { "OSX", Architecture.X64, "sherpa-onnx-darwin-x64", "libsherpa-onnx-c-api.dylib" },
        { "OSX", Architecture.Arm64, "sherpa-onnx-darwin-arm64", "libsherpa-onnx-c-api.dylib" },
        { "WINDOWS", Architecture.X64, "sherpa-onnx-win-x64", "sherpa-onnx-c-api.dll" },
    };

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Sherpa_Platform_HasItsPackage(string system, Architecture architecture, string name, string library)
    {
        NpmPackage package = NpmPackages.Sherpa(candidate => candidate == OSPlatform.Create(system), architecture);

        Assert.Equal(name, package.Name);
        Assert.Equal(library, package.Files[^1]);
        Assert.Contains("onnxruntime", package.Files[0], StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{64}$", package.Sha256);
    }

    [Theory]
    [InlineData("WINDOWS", Architecture.Arm64)]
    [InlineData("LINUX", Architecture.S390x)]
    [InlineData("FREEBSD", Architecture.X64)]
    public void Sherpa_PlatformWithoutPackage_SaysWhereItRuns(string system, Architecture architecture)
    {
        var error = Assert.Throws<SpeechUnavailableException>(() => NpmPackages.Sherpa(candidate => candidate == OSPlatform.Create(system), architecture));

        Assert.Contains("Linux and macOS (x64, arm64) and on Windows (x64)", error.Message, StringComparison.Ordinal);
    }
}
