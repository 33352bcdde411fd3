using Mimi.Cli.Hosting;

namespace Mimi.Cli.Input;

/// <summary>Opens what the user named for reading, so that a wish to stop ends whatever blocks.</summary>
internal static class NamedInput
{
    /// <param name="name">A path, or <see cref="AudioInput.StandardInput"/>.</param>
    /// <param name="environment">Where standard input and the wish to stop come from.</param>
    /// <returns>A file, which can seek; or standard input, a pipe with a name or a terminal, which cannot, and has its end at a wish to stop.</returns>
    /// <exception cref="OperationCanceledException">The user wanted to stop before it was open.</exception>
    public static async Task<Stream> OpenAsync(string name, CliEnvironment environment)
    {
        CancellationToken stop = environment.Stop.Requested;
        if (name == AudioInput.StandardInput)
        {
            return new BlockingInputStream(environment.OpenStandardInput(), stop);
        }

        // On a thread of its own: a pipe that nobody writes into blocks who opens it, until the command ends.
        FileStream file = await Task.Run(() => new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0), CancellationToken.None).WaitAsync(stop).ConfigureAwait(false);
        return file.CanSeek ? file : new BlockingInputStream(file, stop);
    }
}
