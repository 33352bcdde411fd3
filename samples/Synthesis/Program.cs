// Speaks a text: into a file, or, without one, as bare samples while they are still being made.
// dotnet run --project samples/Synthesis -- 今日は良い天気です。 speech.wav      (after: dotnet run --project src/Mimi.Cli -- serve)
// dotnet run --project samples/Synthesis -- 今日は良い天気です。 | aplay -t raw -f S16_LE -r 16000
// MIMI_LANGUAGE=en speaks English.
using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.NictTts;

var address = new Uri(Environment.GetEnvironmentVariable("MIMI_URL") ?? "http://127.0.0.1:8710/");
MimiCredential? credential = Environment.GetEnvironmentVariable("MIMI_TOKEN") is { } token ? MimiCredential.FromToken(token) : null;

using var engine = new HttpNetworkEngine();
var client = new NictTtsClient(engine, credential, new Uri(address, "speech_synthesis")); // mimi's own: leave the address out.
var options = new NictTtsOptions { Language = Environment.GetEnvironmentVariable("MIMI_LANGUAGE") ?? "ja", Gender = NictTtsGender.Female };
try
{
    if (args.Length > 1)
    {
        NictTtsAudio speech = await client.SynthesizeAsync(args[0], options);
        await File.WriteAllBytesAsync(args[1], speech.Bytes);
        Console.WriteLine($"{args[1]}: {speech.ToPcm().Duration.TotalSeconds:0.0} s of {speech.ContentType}");
    }
    else
    {
        await using Stream output = Console.OpenStandardOutput();
        await client.SynthesizeToAsync(args[0], output, options with { AudioFormat = NictTtsAudioFormat.Raw });
    }
}
catch (MimiException e)
{
    Console.Error.WriteLine($"{e.Message} {e.Advice}");
    Environment.ExitCode = 1;
}
