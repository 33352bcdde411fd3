// The same program as Mimi.Start.Library without a library.
using System.Globalization;
using System.Net.WebSockets;
using System.Runtime;
using System.Text.Json;
using Mimi.Bench.Wire;

using var socket = new ClientWebSocket();
await socket.ConnectAsync(new UriBuilder(args[0]) { Scheme = "ws" }.Uri, CancellationToken.None);
await socket.SendAsync(new byte[3_200].AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
byte[] buffer = new byte[4_096];
int count = 0;
ValueWebSocketReceiveResult read;
do
{
    read = await socket.ReceiveAsync(buffer.AsMemory(count), CancellationToken.None);
    count += read.Count;
}
while (!read.EndOfMessage);

PlainMessage message = JsonSerializer.Deserialize(buffer.AsSpan(0, count), PlainMessageJson.Default.PlainMessage)!;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{message.Response[0].Result.Length} {Environment.CpuUsage.TotalTime.TotalSeconds:R} {JitInfo.GetCompiledMethodCount()}"));
