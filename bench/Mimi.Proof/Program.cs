using System.CommandLine;
using Mimi.Proof.Fuzzing;
using Mimi.Proof.Hanging.Members;
using Mimi.Proof.Ledger;
using Mimi.Proof.Soak;
using Mimi.Proof.Stalled;

var minutes = new Option<int>("--minutes") { Description = "How much audio.", DefaultValueFactory = static _ => 10 };
var stalled = new Command("stalled", "Audio into a server that takes nothing: how much memory does the session add?") { minutes };
stalled.SetAction((result, _) => StalledProof.RunAsync(result.GetValue(minutes), Console.Out));

var hangs = new Command("hangs", "Every public member that may wait, under every fault: does it end within its deadline?");
hangs.SetAction(static (_, _) => HangProof.RunAsync(Enum.GetValues<HangFault>(), Console.Out));

return await new RootCommand("Proves that sessions survive: each command says what it did, and exits with an error when something was not as it must be.")
{
    FuzzCommands.Create(),
    LedgerCommand.Create(),
    hangs,
    stalled,
    SoakCommand.Create(),
}.Parse(args).InvokeAsync();
