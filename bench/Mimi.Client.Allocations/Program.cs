// Prints what sending and receiving allocate, on all threads of a process that does nothing else: a line for each, its name and bytes.
using System.Globalization;
using Mimi.Client.Allocations;

int chunks = args is [{ } count] ? int.Parse(count, CultureInfo.InvariantCulture) : 100_000;
using (var server = new QuietServer())
{
    Print("paced", await Sending.PacedAsync(server, chunks));
    Print("offered", await Sending.OfferedAsync(server, chunks / 5));
    Print("saturated", await Sending.SaturatedAsync(server, chunks));
    Print("result", await Receiving.RunAsync(server, chunks / 5));
}

using (var secure = new QuietServer(isSecure: true))
{
    Print("paced-tls", await Sending.PacedAsync(secure, chunks));
    Print("saturated-tls", await Sending.SaturatedAsync(secure, chunks));
    Print("result-tls", await Receiving.RunAsync(secure, chunks / 5));
}

static void Print(string name, double bytes) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {bytes:0.###}"));
