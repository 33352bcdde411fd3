using System.Net;
using System.Text;
using Mimi.Client.Testing;

namespace Mimi.Client.Tests.Support;

/// <summary>Plays a recognition service in memory: answers <c>recog-break</c>, or an HTTP request, with the results given.</summary>
internal sealed class RecognitionServer
{
    public RecognitionServer(params string[] results)
    {
        Engine = new InMemoryNetworkEngine(
            async (request, socket, cancellationToken) =>
            {
                Remember(request);
                byte[] buffer = new byte[300_000];
                while (true)
                {
                    var read = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                    if (read.MessageType == System.Net.WebSockets.WebSocketMessageType.Close)
                    {
                        return;
                    }

                    if (read.MessageType == System.Net.WebSockets.WebSocketMessageType.Binary)
                    {
                        Audio.Write(buffer.AsSpan(0, read.Count));
                        AudioCame.TrySetResult();
                        continue;
                    }

                    Commands.Add(Encoding.UTF8.GetString(buffer, 0, read.Count));
                    foreach (string result in results)
                    {
                        await socket.SendAsync(Encoding.UTF8.GetBytes(result), System.Net.WebSockets.WebSocketMessageType.Text, true, cancellationToken);
                    }

                    await socket.CloseOutputAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, cancellationToken);
                }
            },
            async (request, cancellationToken) =>
            {
                Remember(request);
                await request.Content!.CopyToAsync(Audio, cancellationToken);
                return new(Status) { Content = new StringContent(results[0]) };
            });
    }

    public InMemoryNetworkEngine Engine { get; }

    public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

    public MemoryStream Audio { get; } = new();

    public List<string> Commands { get; } = [];

    public TaskCompletionSource AudioCame { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    private void Remember(HttpRequestMessage request)
    {
        foreach (var header in request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default))
        {
            Headers[header.Key] = header.Value.ToString();
        }
    }
}
