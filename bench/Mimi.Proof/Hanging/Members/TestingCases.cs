using Mimi.Client;
using Mimi.Client.Testing;

namespace Mimi.Proof.Hanging.Members;

/// <summary>The members of the testing package: what waits for something ends with its token, with the client, or with the script.</summary>
internal static class TestingCases
{
    private static readonly TimeSpan Token = TimeSpan.FromMinutes(1);

    public static IEnumerable<HangCase> All =>
    [
        new("InMemoryNetworkEngine.SendAsync(HttpRequestMessage)", Token, static async world =>
        {
            using var engine = new InMemoryNetworkEngine(onRequest: static async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return new();
            });
            await engine.SendAsync(new(HttpMethod.Get, HangWorld.Address), world.Patience);
        }),
        new("InMemoryNetworkEngine.ConnectAsync(HttpRequestMessage)", Token, static async world =>
        {
            using var engine = new InMemoryNetworkEngine(static (_, _, _) => Task.CompletedTask) { BeforeConnect = static (_, token) => Task.Delay(Timeout.Infinite, token) };
            await engine.ConnectAsync(new(HttpMethod.Get, HangWorld.Address), world.Patience);
        }),
        new("ManualTimeProvider.WaitForTimersAsync(Int32)", Token, static world => new ManualTimeProvider().WaitForTimersAsync(1, world.Patience)),
        Scripted("ScriptedMimi.CompleteAsync()", static (mimi, world) => mimi.OnSession(static script => script.WaitForBreak()).CompleteAsync(world.Patience)),
        Scripted("ScriptedMimi.WaitForRequestAsync(Int32)", static (mimi, world) => mimi.WaitForRequestAsync(1, world.Patience)),
        Scripted("ScriptedMimi.WaitForSessionAsync(Int32)", static (mimi, world) => mimi.WaitForSessionAsync(1, world.Patience)),
        Scripted("ScriptedMimi.DisposeAsync()", static (mimi, _) => mimi.DisposeAsync().AsTask()),
        Session("SendResultAsync(String, MimiResultKind, TimeSpan, TimeSpan)", static async (session, world) =>
        {
            while (true)
            {
                await session.SendResultAsync(new string('a', 10_000), MimiResultKind.Temporary, cancellationToken: world.Patience);
            }
        }),
        Session("SendTextAsync(String)", static async (session, world) =>
        {
            while (true)
            {
                await session.SendTextAsync(new string('a', 10_000), world.Patience);
            }
        }),
        Session("WaitForAudioAsync(Int64)", static (session, world) => session.WaitForAudioAsync(1_000_000_000, world.Patience)),
        Session("WaitForBreakAsync()", static (session, world) => session.WaitForBreakAsync(world.Patience)),
        Session("WaitForClientToLeaveAsync()", static (session, world) => session.WaitForClientToLeaveAsync(world.Patience)),
    ];

    private static HangCase Scripted(string member, Func<ScriptedMimi, HangWorld, Task> act) => new(member, Token, async world =>
    {
        await using var mimi = new ScriptedMimi(world.Time);
        await act(mimi, world);
    });

    /// <summary>A session of a client that does nothing, and does not read.</summary>
    private static HangCase Session(string member, Func<ScriptedSession, HangWorld, Task> act) => Scripted($"ScriptedSession.{member}", async (mimi, world) =>
    {
        mimi.OnSession(static script => script.Hang());
        using HttpRequestMessage request = new(HttpMethod.Get, HangWorld.Address);
        request.Headers.TryAddWithoutValidation("x-mimi-process", "asr");
        using var socket = await mimi.Engine.ConnectAsync(request, world.Patience);
        await act(await mimi.WaitForSessionAsync(1, world.Patience), world);
    });
}
