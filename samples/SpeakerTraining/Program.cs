// Teaches mimi a speaker, and then asks who speaks. This is the order of work that the service wants.
// dotnet run --project samples/SpeakerTraining -- 花子 hanako-1.wav hanako-2.wav somebody.wav      (the last one is identified)
// (after: dotnet run --project src/Mimi.Cli -- serve --scenario samples/scenarios/services.json)
using Mimi.Audio;
using Mimi.Audio.Wav;
using Mimi.Client;
using Mimi.Client.Engines;
using Mimi.Client.Speakers;
using Mimi.Client.Srs;

var address = new Uri(Environment.GetEnvironmentVariable("MIMI_URL") ?? "http://127.0.0.1:8710/");
MimiCredential? credential = Environment.GetEnvironmentVariable("MIMI_TOKEN") is { } token ? MimiCredential.FromToken(token) : null;
string application = Environment.GetEnvironmentVariable("MIMI_APPLICATION_ID") ?? "sample-application";
string owner = Environment.GetEnvironmentVariable("MIMI_CLIENT_ID") ?? "sample-client";

using var engine = new HttpNetworkEngine();
var training = new MimiSpeakerClient(engine, credential, application, owner, address); // mimi's own: leave the address out, here and below.
var identification = new MimiSrsClient(engine, credential, address);
try
{
    string group = Id(await training.CreateGroupAsync("家族", "A sample's group."));
    string speaker = Id(await training.CreateSpeakerAsync(new() { Name = args[0], Language = MimiSpeakerProfile.Japanese, Sex = 0, Age = 30 }));
    await training.AddToGroupAsync(group, speaker);
    foreach (string path in args[1..^1])
    {
        await using PcmAudio speech = await WavReader.OpenAsync(File.OpenRead(path));
        await training.UploadSpeechAsync(speaker, speech.Data, FormatOf(speech));
    }

    await training.CommitTrainingAsync(speaker);

    await using PcmAudio unknown = await WavReader.OpenAsync(File.OpenRead(args[^1]));
    MimiSrsResult result = await identification.RecognizeAsync(unknown.Data, new() { SpeakerGroupId = group, AudioFormat = FormatOf(unknown) });
    Console.WriteLine(result.Response); // Its fields are not published.
}
catch (MimiException e)
{
    Console.Error.WriteLine($"{e.Message} {e.Advice}");
    Environment.ExitCode = 1;
}

static string Id(MimiOperation operation) => operation.Id ?? throw new InvalidDataException($"The answer ({operation.Kind}) has no id.");

static MimiAudioFormat FormatOf(PcmAudio audio) => MimiAudioFormat.Pcm(audio.Format.SampleRate, audio.Format.Channels);
