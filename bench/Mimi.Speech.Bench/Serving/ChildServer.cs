using System.Diagnostics;

namespace Mimi.Speech.Bench.Serving;

/// <summary>The child as its parent sees it.</summary>
internal sealed class ChildServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly bool _listensToInput;

    private ChildServer(Process process, bool listensToInput, Uri address)
    {
        _process = process;
        _listensToInput = listensToInput;
        Address = address;
    }

    public Uri Address { get; }

    public TimeSpan ProcessorTime => Look().TotalProcessorTime;

    public double Megabytes => Look().WorkingSet64 / 1_048_576.0;

    /// <summary>Starts a server that ends when its input does.</summary>
    public static Task<ChildServer> StartSelfAsync(params string[] arguments) => StartAsync(Environment.ProcessPath!, true, arguments);

    /// <summary>Starts a server that has to be killed.</summary>
    public static Task<ChildServer> StartAsync(string program, params string[] arguments) => StartAsync(program, false, arguments);

    public async ValueTask DisposeAsync()
    {
        if (_listensToInput)
        {
            _process.StandardInput.Close();
        }
        else
        {
            _process.Kill();
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    /// <summary>Starts a program whose first line of output is its address.</summary>
    private static async Task<ChildServer> StartAsync(string program, bool listensToInput, string[] arguments)
    {
        Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{program} could not be started.");
        string line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended without an address.");
        return new(process, listensToInput, new Uri(line));
    }

    private Process Look()
    {
        _process.Refresh();
        return _process;
    }
}
