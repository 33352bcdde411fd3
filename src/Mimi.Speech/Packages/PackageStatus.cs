namespace Mimi.Speech;

/// <summary>How far the fetching of a model or native library has come.</summary>
/// <param name="Package">The package's name and version, such as <c>sherpa-onnx-linux-x64@1.13.8</c>.</param>
/// <param name="ExpectedBytes">The size of its archive, in bytes.</param>
/// <param name="Elapsed">The time since fetching began.</param>
/// <param name="Stage">What is being done.</param>
public sealed record PackageStatus(string Package, long ExpectedBytes, TimeSpan Elapsed, PackageStage Stage);
