using Mimi.Client.Asr;
using Mimi.Client.Engines;
using Mimi.Client.NictTra;
using Mimi.Client.NictTts;
using Mimi.Client.Recognition;
using Mimi.Client.Services;
using Mimi.Client.Speakers;
using Mimi.Client.Tokens;
using Mimi.Proof.Ledger;

namespace Mimi.Proof.Hanging.Members;

/// <summary>The members of clients and engines.</summary>
internal static class ClientCases
{
    /// <summary>30 s to open, 10 s for a write that stalls, 30 s for the final result and the audio without an answer, 5 s for the close.</summary>
    private static readonly TimeSpan Session = TimeSpan.FromSeconds(110);

    /// <summary>The default of ResponseTimeout, retries included.</summary>
    private static readonly TimeSpan Http = TimeSpan.FromMinutes(10);

    /// <summary>The response time-out counts for the head and each piece of what is read as it comes.</summary>
    private static readonly TimeSpan Pieces = 2 * Http;

    /// <summary>The caller's token is the deadline.</summary>
    private static readonly TimeSpan Token = TimeSpan.FromMinutes(1);

    private static readonly MimiIdentity Identity = MimiIdentity.Application("application", "secret");

    public static IEnumerable<HangCase> All =>
    [
        new("MimiRecognizer.RecognizeAsync(ReadOnlyMemory, TOptions)", Http, static world => world.AsrClient.RecognizeAsync(LedgerAudio.All[..200_000], world.Asr)),
        new("MimiRecognizer.RecognizeAsync(Stream, TOptions)", Http, static world => world.AsrClient.RecognizeAsync(new MemoryStream(new byte[200_000]), world.Asr)),
        new("MimiRecognizer.OpenSessionAsync(TOptions)", Session, static async world =>
        {
            await using MimiRecognitionSession<MimiAsrResult> session = await world.AsrClient.OpenSessionAsync(world.Asr);
        }),
        new("MimiRecognizer.RecognizeStreamAsync(IAsyncEnumerable, TOptions)", Session, static world => world.AsrClient.RecognizeStreamAsync(Chunks(), world.Asr).ReadAsync()),
        new("NictTraClient.TranslateAsync(String, NictTraLanguage, NictTraLanguage, NictTraOptions)", Http, static world =>
            new NictTraClient(world.Engine, world.Credential, HangWorld.Address).TranslateAsync("text", NictTraLanguage.Japanese, NictTraLanguage.English, new() { TimeProvider = world.Time })),
        new("NictTtsClient.SynthesizeAsync(String, NictTtsOptions)", Http, static world => Tts(world).SynthesizeAsync("text", new() { TimeProvider = world.Time })),
        new("NictTtsClient.SynthesizeToAsync(String, Stream, NictTtsOptions)", Pieces, static world => Tts(world).SynthesizeToAsync("text", new MemoryStream(), new() { TimeProvider = world.Time })),
        new("NictTtsClient.SynthesizeStreamAsync(String, NictTtsOptions)", Pieces, static world => Tts(world).SynthesizeStreamAsync("text", new() { TimeProvider = world.Time }).ReadAsync()),
        new("MimiServiceClient.SendAsync(MimiServiceRequest, MessageDecoder)", Http, static world => world.Service.SendAsync(Post(world), HangWorld.Decoder)),
        new("MimiServiceClient.PostAsync(MimiServiceRequest, MessageDecoder)", Http, static world => world.Service.PostAsync(Post(world), HangWorld.Decoder)),
        new("MimiServiceClient.SendForStreamAsync(MimiServiceRequest)", Http, static async world =>
        {
            await using MimiServiceResponse response = await world.Service.SendForStreamAsync(Post(world));
        }),
        new("MimiServiceResponse.ReadAsync(Memory)", Http + Token, static async world =>
        {
            await using MimiServiceResponse response = await world.Service.SendForStreamAsync(Post(world));
            byte[] buffer = new byte[1_000];
            while (await response.ReadAsync(buffer, world.Patience) > 0)
            {
                // To its end.
            }
        }),
        new("MimiServiceResponse.DisposeAsync()", Http, static async world =>
        {
            MimiServiceResponse response = await world.Service.SendForStreamAsync(Post(world));
            await response.DisposeAsync();
        }),
        new("MimiServiceClient.OpenSessionAsync(MimiServiceRequest, MessageDecoder)", Session, static async world =>
        {
            await using MimiServiceSession<string> session = await world.Service.OpenSessionAsync(world.Request, HangWorld.Decoder);
        }),
        Speaker("AddToGroupAsync(String, String)", static client => client.AddToGroupAsync("group", "speaker")),
        Speaker("CommitTrainingAsync(String)", static client => client.CommitTrainingAsync("speaker")),
        Speaker("CreateGroupAsync(String, String)", static client => client.CreateGroupAsync("group")),
        Speaker("CreateSpeakerAsync(MimiSpeakerProfile)", static client => client.CreateSpeakerAsync(new() { Name = "name" })),
        Speaker("UpdateSpeakerAsync(String, MimiSpeakerProfile)", static client => client.UpdateSpeakerAsync("speaker", new() { Name = "name" })),
        Speaker("UploadSpeechAsync(String, Stream, Nullable)", static client => client.UploadSpeechAsync("speaker", new MemoryStream(new byte[200_000]))),
        Speaker("UploadSpeechAsync(String, ReadOnlyMemory, Nullable)", static client => client.UploadSpeechAsync("speaker", new byte[200_000])),
        Speaker("GetGroupAsync(String)", static client => client.GetGroupAsync("group")),
        Speaker("GetSpeakerAsync(String)", static client => client.GetSpeakerAsync("speaker")),
        Speaker("GetGroupsAsync()", static client => client.GetGroupsAsync()),
        new("MimiTokenClient.IssueAsync(MimiIdentity, MimiScope)", Http, static world => Tokens(world).IssueAsync(Identity, MimiScopes.Asr)),
        new("MimiTokenClient.RevokeAsync(MimiIdentity, String)", Http, static world => Tokens(world).RevokeAsync(Identity, "token")),
        new("MimiTokenClient.ValidateAsync(String)", Http, static world => Tokens(world).ValidateAsync("token")),
        new("MimiCredential.RefreshAsync(String)", Http, static world => Tokens(world).CreateCredential(Identity, MimiScopes.Asr, world.Time).RefreshAsync("old", world.Patience).AsTask()),
        new("HttpNetworkEngine.SendAsync(HttpRequestMessage)", Token, static async world => (await world.Engine.SendAsync(new(HttpMethod.Get, HangWorld.Address), world.Patience)).Dispose()),
        new("HttpNetworkEngine.ConnectAsync(HttpRequestMessage)", Token, static async world => (await world.Engine.ConnectAsync(new(HttpMethod.Get, HangWorld.Address), world.Patience)).Dispose()),
        new("ClientWebSocketNetworkEngine.SendAsync(HttpRequestMessage)", Token, static async world =>
        {
            using var engine = new ClientWebSocketNetworkEngine(world.CreateHandler());
            (await engine.SendAsync(new(HttpMethod.Get, HangWorld.Address), world.Patience)).Dispose();
        }),
        new("ClientWebSocketNetworkEngine.ConnectAsync(HttpRequestMessage)", Token, static async world =>
        {
            using var engine = new ClientWebSocketNetworkEngine(world.CreateHandler());
            (await engine.ConnectAsync(new(HttpMethod.Get, HangWorld.Address), world.Patience)).Dispose();
        }),
    ];

    private static HangCase Speaker(string member, Func<MimiSpeakerClient, Task> act) => new($"MimiSpeakerClient.{member}", Http, world =>
        act(new(world.Engine, world.Credential, "application", "client", HangWorld.Address, new() { TimeProvider = world.Time })));

    private static NictTtsClient Tts(HangWorld world) => new(world.Engine, world.Credential, HangWorld.Address);

    private static MimiTokenClient Tokens(HangWorld world) => new(world.Engine, HangWorld.Address, new() { TimeProvider = world.Time });

    private static MimiServiceRequest Post(HangWorld world) => world.Request with { Body = MimiRequestBody.FromMemory(new byte[200_000], "application/octet-stream") };

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Chunks()
    {
        for (int at = 0; at < 320_000; at += 3_200)
        {
            yield return LedgerAudio.All.Slice(at, 3_200);
            await Task.Yield();
        }
    }
}
