using System.Diagnostics;
using Mimi.Bench.Wire.Contestants;

namespace Mimi.Bench.Wire.Conducting;

/// <summary>A contestant's process. It lives as long as the comparison, so that what it has to load and compile is in nobody's figures.</summary>
internal sealed class WireContestant : IAsyncDisposable
{
    private readonly Process _process;

    public WireContestant(string name, string program, params string[] arguments)
    {
        Name = name;
        _process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{program} could not be started.");
    }

    public string Name { get; }

    /// <summary>One that is written in this language, and is part of this program.</summary>
    public static WireContestant OfThisProgram(string name) => new(name, Environment.ProcessPath!, "wire-client", name);

    public async Task<WireFigures> DoAsync(WireJob job)
    {
        await _process.StandardInput.WriteLineAsync(job.ToString());
        await _process.StandardInput.FlushAsync();
        return WireFigures.Parse(await _process.StandardOutput.ReadLineAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
