using System.Buffers;

namespace Mimi.Audio.Conversion;

/// <summary>Turns a stream of bytes into another, piece by piece.</summary>
internal interface IByteConversion
{
    /// <summary>Converts some of the input.</summary>
    /// <param name="input">Set to what was not taken yet.</param>
    /// <param name="output">Takes what came of it; a bounded amount for each call.</param>
    /// <returns>Whether to call it again before there is more input.</returns>
    bool TryConvert(ref ReadOnlySpan<byte> input, IBufferWriter<byte> output);

    /// <summary>No more input follows.</summary>
    void Complete(IBufferWriter<byte> output);
}
