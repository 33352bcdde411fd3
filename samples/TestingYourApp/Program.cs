// Tests an application against a mimi that does what a script says: no account, no port, no sleep. In your project these are test methods.
// dotnet run --project samples/TestingYourApp
using System.Net;
using Mimi.Client;
using Mimi.Client.NictAsr;
using Mimi.Client.Testing;

using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
byte[] recording = new byte[32_000];

await using (var mimi = new ScriptedMimi())
{
    mimi.OnSession(script => script.WaitForAudio(TimeSpan.FromSeconds(1)).SendTemporary("今日").WaitForBreak().SendFinal("今日は晴れです。"));
    Check("the final text is what is written down", await DictationOf(mimi).WriteDownAsync(recording, limit.Token) == "今日は晴れです。");
    Check("the whole recording was sent, then recog-break", mimi.Sessions[0].AudioBytes == recording.Length && mimi.Sessions[0].Commands.Count == 1);
    await mimi.CompleteAsync(limit.Token);
}

await using (var mimi = new ScriptedMimi())
{
    mimi.OnSession(script => script.WaitForAudio(16_000).Drop()).OnSession(script => script.WaitForBreak().SendFinal("二回目です。"));
    Check("a lost session is opened again", await DictationOf(mimi).WriteDownAsync(recording, limit.Token) == "二回目です。");
    await mimi.CompleteAsync(limit.Token);
}

await using (var mimi = new ScriptedMimi())
{
    mimi.RefuseSession(HttpStatusCode.Unauthorized);
    try
    {
        await DictationOf(mimi).WriteDownAsync(recording, limit.Token);
        Check("a refused token is not tried again", false);
    }
    catch (MimiServiceException e)
    {
        Check("a refused token is not tried again", e.StatusCode == HttpStatusCode.Unauthorized && mimi.Requests.Count == 1);
    }
}

static Dictation DictationOf(ScriptedMimi mimi) => new(new NictAsrV2Client(mimi.Engine, credential: null));

static void Check(string what, bool isTrue)
{
    Console.WriteLine($"{(isTrue ? "ok  " : "FAIL")} {what}");
    Environment.ExitCode |= isTrue ? 0 : 1;
}
