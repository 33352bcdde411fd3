namespace Mimi.Cli.Batch;

/// <summary>A recording, and the file that is made of it.</summary>
/// <param name="Input">The recording, as the user named it.</param>
/// <param name="Output">The file.</param>
internal sealed record BatchItem(string Input, string Output)
{
    /// <summary>Tells whether the file is there, and not older than the recording.</summary>
    public bool IsDone() => File.Exists(Output) && File.GetLastWriteTimeUtc(Output) >= File.GetLastWriteTimeUtc(Input);
}
