using Mimi.Speech.Voices.OpenJTalk;

namespace Mimi.Speech.Tests.Voices;

/// <summary>A script in the place of open_jtalk, for what the real one never does when asked.</summary>
internal sealed class FakeOpenJTalk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mimi-test-");

    /// <param name="script">Shell commands. <c>$HERE</c> is a folder for marks; the file to write is named there, in <c>output</c>.</param>
    public FakeOpenJTalk(string script)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "The program in open_jtalk's place is a shell script.");
        string program = Path.Combine(Folder, "open_jtalk");
        File.WriteAllText(program, $"#!/bin/sh\nHERE='{Folder}'\nOUT=\"$8\"\necho \"$OUT\" > \"$HERE/output\"\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string Folder => _folder.FullName;

    /// <summary>Whether the folder that the program was to write into is still there.</summary>
    public bool LeavesFiles => Directory.Exists(Path.GetDirectoryName(File.ReadAllText(Path.Combine(Folder, "output")).Trim()));

    public Task<short[]?> SpeakAsync(string line, TimeSpan? limit = null, CancellationToken cancellationToken = default) =>
        new OpenJTalkProgram(Path.Combine(Folder, "open_jtalk"), TimeProvider.System, limit)
            .SpeakAsync(line, new OpenJTalkFiles("dictionary", "voice"), 1, cancellationToken);

    public void Dispose() => _folder.Delete(recursive: true);
}
