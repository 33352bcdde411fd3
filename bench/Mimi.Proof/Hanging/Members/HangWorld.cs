using Mimi.Client;
using Mimi.Client.Asr;
using Mimi.Client.Continuous;
using Mimi.Client.Engines;
using Mimi.Client.Recognition;
using Mimi.Client.Serialization;
using Mimi.Client.Services;
using Mimi.Proof.Clocks;
using Mimi.Proof.Ledger;

namespace Mimi.Proof.Hanging.Members;

/// <summary>What a case is played with: default options throughout, but for the clock.</summary>
internal sealed class HangWorld : IDisposable
{
    private static readonly TimeSpan TokenPatience = TimeSpan.FromMinutes(1);

    private readonly FaultyServer _server;
    private CancellationTokenSource? _patience;

    public HangWorld(HangFault fault)
    {
        Fault = fault;
        _server = new(fault);
        Engine = new HttpNetworkEngine(_server.CreateHandler());
        Credential = fault == HangFault.NoToken ? new NeverCredential() : MimiCredential.FromToken("token");
    }

    public static Uri Address { get; } = new("http://hangs.test/");

    public HangFault Fault { get; }

    public SkippingTime Time { get; } = new();

    public HttpNetworkEngine Engine { get; }

    public MimiCredential Credential { get; }

    /// <summary>Gets a token that is cancelled after a minute, for what has no deadline but its caller's.</summary>
    public CancellationToken Patience => (_patience ??= new(TokenPatience, Time)).Token;

    public MimiSessionOptions Session => new() { TimeProvider = Time };

    public MimiAsrOptions Asr => new() { AudioFormat = LedgerAudio.Format, Session = Session };

    public MimiAsrClient AsrClient => new(Engine, Credential, Address);

    public MimiServiceClient Service => new(Engine, Credential, Address);

    public static MessageDecoder<string> Decoder { get; } = new(static message => System.Text.Encoding.UTF8.GetString(message));

    public SocketsHttpHandler CreateHandler() => _server.CreateHandler();

    public MimiServiceRequest Request => new() { Session = Session, AudioFormat = LedgerAudio.Format };

    /// <summary>Plays a member of a plain session, into which one has begun to speak.</summary>
    public async Task WithPlainAsync(Func<MimiRecognitionSession<MimiAsrResult>, Task> act)
    {
        await using MimiRecognitionSession<MimiAsrResult> session = AsrClient.StartSession(Asr);
        await session.SendBinaryAsync(LedgerAudio.All[..32_000]);
        await act(session);
    }

    /// <summary>Plays a member of a session with an unknown service.</summary>
    public async Task WithServiceAsync(Func<MimiServiceSession<string>, Task> act)
    {
        await using MimiServiceSession<string> session = Service.StartSession(Request, Decoder);
        await act(session);
    }

    public async Task WithContinuousAsync(Func<MimiContinuousSession, Task> act)
    {
        await using MimiContinuousSession session = AsrClient.StartContinuousSession(Asr);
        await session.SendBinaryAsync(LedgerAudio.All[..32_000]);
        await act(session);
    }

    public void Dispose()
    {
        _server.Dispose();
        Engine.Dispose();
        _patience?.Dispose();
        Time.Dispose();
    }

    private sealed class NeverCredential : MimiCredential
    {
        public override async ValueTask<string> GetTokenAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return "";
        }
    }
}
