using System.CommandLine;

namespace Mimi.Proof.Soak;

/// <summary>The command <c>soak</c>.</summary>
internal static class SoakCommand
{
    public static Command Create()
    {
        var sessions = new Option<int>("--sessions") { Description = "How many speak at once.", DefaultValueFactory = static _ => 100 };
        var minutes = new Option<double>("--minutes") { Description = "How much audio each of them has.", DefaultValueFactory = static _ => 60 };
        var speed = new Option<int>("--speed") { Description = "How many times as fast as the world's their clock runs.", DefaultValueFactory = static _ => 60 };
        var seed = new Option<long>("--seed") { Description = "The seed of who is what, and of the faults.", DefaultValueFactory = static _ => 1 };
        var tasks = new Option<bool>("--tasks") { Description = "Counts the async methods that wait, too. It costs time." };
        var command = new Command("soak", "Many sessions at once through an hour of faults over TCP: nothing is lost, and nothing is left.") { sessions, minutes, speed, seed, tasks };
        command.SetAction((result, _) =>
            new SoakRun(new(result.GetValue(sessions), result.GetValue(minutes), result.GetValue(speed), result.GetValue(seed)) { CountsTasks = result.GetValue(tasks) }, Console.Out).RunAsync());
        return command;
    }
}
