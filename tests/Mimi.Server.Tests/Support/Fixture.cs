using System.Net.Http.Headers;

namespace Mimi.Server.Tests.Support;

/// <summary>A server with scripted speech, and ways to speak to it.</summary>
internal sealed class Fixture : IAsyncDisposable
{
    private Fixture(MimiServer server, ScriptedSpeech speech, HttpClient http)
    {
        Server = server;
        Speech = speech;
        Http = http;
    }

    public MimiServer Server { get; }

    public ScriptedSpeech Speech { get; }

    public HttpClient Http { get; }

    private static CancellationToken Timeout => TestTimeout.Token;

    public static async Task<Fixture> StartAsync(ScriptedSpeech? speech = null, Func<MimiServerOptions, MimiServerOptions>? configure = null)
    {
        speech ??= new();
        var options = new MimiServerOptions { Recognizers = speech };
        MimiServer server = await MimiServer.StartAsync(configure?.Invoke(options) ?? options, Timeout);
        return new(server, speech, new HttpClient { BaseAddress = server.Address });
    }

    /// <summary>Opens a WebSocket. A header named <c>?</c> is the query.</summary>
    public Task<WireClient> OpenAsync(params (string Name, string Value)[] headers) => WireClient.OpenAsync(Server.Address, headers);

    public async Task<(int Status, string Body)> PostAsync(byte[] audio, string? contentType, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/" + string.Concat(headers.Where(header => header.Name == "?").Select(header => "?" + header.Value)));
        request.Content = new ByteArrayContent(audio);
        if (contentType is not null)
        {
            Assert.True(request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType));
        }

        foreach ((string name, string value) in headers.Where(header => header.Name != "?"))
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using HttpResponseMessage response = await Http.SendAsync(request, Timeout);
        Assert.Equal(new MediaTypeHeaderValue("application/json", "utf-8"), response.Content.Headers.ContentType);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Timeout));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
