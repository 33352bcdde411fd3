// The smallest program with this library: a chunk of audio, and the first result. 'wire-start' times it.
using System.Globalization;
using System.Runtime;
using Mimi.Client.Engines;
using Mimi.Client.NictAsr;

using var engine = new HttpNetworkEngine();
await using var session = await new NictAsrV2Client(engine, null, new(args[0])).OpenSessionAsync(new() { Temporary = true });
await session.SendBinaryAsync(new byte[3_200]);
await foreach (NictAsrV2Result result in session.ReceiveAllAsync())
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Text.Length} {Environment.CpuUsage.TotalTime.TotalSeconds:R} {JitInfo.GetCompiledMethodCount()}"));
    break;
}
