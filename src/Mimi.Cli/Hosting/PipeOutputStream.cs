namespace Mimi.Cli.Hosting;

/// <summary>A pipe, which fails as soon as nobody reads it any more. .NET's stream of a console takes that for a success, and would go on until all is written.</summary>
/// <param name="pipe">The pipe.</param>
/// <param name="console">The same pipe as .NET has it, which waits where the pipe does not.</param>
internal sealed class PipeOutputStream(FileStream pipe, Stream console) : OutputStream
{
    /// <summary>So much goes into a pipe as a whole or not at all (POSIX, PIPE_BUF).</summary>
    private const int PieceBytes = 512;

    private const int LinuxWouldBlock = 11; // EAGAIN,
    private const int DarwinWouldBlock = 35; // and its number on macOS.

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            ReadOnlySpan<byte> piece = buffer[..Math.Min(buffer.Length, PieceBytes)];
            try
            {
                pipe.Write(piece);
            }
            catch (IOException e) when (e.HResult is LinuxWouldBlock or DarwinWouldBlock)
            {
                console.Write(piece); // It is full, and another program that has it too made it one that does not wait.
            }

            buffer = buffer[piece.Length..];
        }
    }
}
