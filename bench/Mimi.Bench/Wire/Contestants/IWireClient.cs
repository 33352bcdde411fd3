namespace Mimi.Bench.Wire.Contestants;

/// <summary>One session, however it is written.</summary>
internal interface IWireClient : IAsyncDisposable
{
    Task OpenAsync(Uri address);

    ValueTask SendAsync(ReadOnlyMemory<byte> audio);

    ValueTask StopAsync();

    /// <returns>The next result's text, or <see langword="null"/> at the end.</returns>
    ValueTask<string?> ReceiveAsync();
}
