using System.CommandLine;
using Mimi.Audio.Bench;

var cases = new Option<int>("--cases") { Description = "How many random inputs.", DefaultValueFactory = static _ => 10_000 };
var seed = new Option<int>("--seed") { Description = "What the random numbers begin with.", DefaultValueFactory = static _ => 1 };
var recordings = new Argument<FileInfo[]>("recordings") { Description = "16-bit WAV files of one channel.", Arity = ArgumentArity.OneOrMore };

var verify = new Command("flac-verify", "Does the program flac accept what the encoder writes, and give back every sample?") { cases, seed };
verify.SetAction((result, token) => FlacVerify.RunAsync(result.GetValue(cases), result.GetValue(seed), token));
var size = new Command("flac-size", "Bytes of the encoder against those of the program flac, level by level.") { recordings };
size.SetAction((result, token) => FlacSize.RunAsync(result.GetRequiredValue(recordings), token));
var speed = new Command("flac-speed", "How many times faster than real time the encoder and the decoder are, and what they allocate.") { recordings };
speed.SetAction(result => FlacSpeed.Run(result.GetRequiredValue(recordings)));
var fuzz = new Command("flac-fuzz", "Feeds the decoder with damaged and random streams.") { cases, seed };
fuzz.SetAction((result, token) => FlacFuzzing.RunAsync(result.GetValue(cases), result.GetValue(seed), token));
var resample = new Command("resample", "What a change of rate lets through, and how loud it leaves the rest.");
resample.SetAction(static _ => ResampleQuality.Run());
var minutes = new Option<int>("--minutes") { Description = "How long the recording is.", DefaultValueFactory = static _ => 60 };
var longFile = new Command("long-file", "A long recording to 16 kHz, one channel: time and memory.") { minutes };
longFile.SetAction((result, token) => LongFile.RunAsync(result.GetValue(minutes), token));

return await new RootCommand("Measures Mimi.Audio.") { verify, size, speed, fuzz, resample, longFile }.Parse(args).InvokeAsync();
