using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Mimi.Chaos;
using Mimi.Speech;

namespace Mimi.Server;

/// <summary>What a local mimi recognizes and speaks with, where it listens and what it allows.</summary>
public sealed record MimiServerOptions
{
    /// <summary>Gets where the recognizer of a language comes from.</summary>
    public required ISpeechRecognizerSource Recognizers { get; init; }

    /// <summary>Gets a value indicating whether <see cref="MimiServer.DisposeAsync"/> disposes <see cref="Recognizers"/> too.</summary>
    /// <value>The default is <see langword="false"/>: who made them disposes them.</value>
    public bool DisposeRecognizers { get; init; }

    /// <summary>Gets what speaks at <c>/speech_synthesis</c>.</summary>
    /// <value><see langword="null"/>, the default, answers every such request with HTTP status 503.</value>
    public ISpeechSynthesizer? Synthesizer { get; init; }

    /// <summary>Gets a value indicating whether <see cref="MimiServer.DisposeAsync"/> disposes <see cref="Synthesizer"/> too.</summary>
    /// <value>The default is <see langword="false"/>: who made it disposes it.</value>
    public bool DisposeSynthesizer { get; init; }

    /// <summary>Gets what to answer where there is no model, or in place of a recognizer.</summary>
    /// <value><see langword="null"/>, the default, answers the services without a model with HTTP status 501.</value>
    public MimiScenario? Scenario { get; init; }

    /// <summary>Gets a value indicating whether browsers get a page with live captions at the address of the audio services. It needs no token; what it asks for does.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool ServePage { get; init; } = true;

    /// <summary>Gets the address to listen on. Only <see cref="MimiServer"/> uses it.</summary>
    /// <value>The default is 127.0.0.1, which other machines cannot reach.</value>
    public IPAddress Host { get; init; } = IPAddress.Loopback;

    /// <summary>Gets the port to listen on. Only <see cref="MimiServer"/> uses it.</summary>
    /// <value>0 to 65,535. The default, 0, takes a free one: see <see cref="MimiServer.Address"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int Port
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, IPEndPoint.MinPort);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, IPEndPoint.MaxPort);
            field = value;
        }
    }

    /// <summary>Gets a value indicating whether to speak TLS. Only <see cref="MimiServer"/> uses it.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool UseHttps { get; init; }

    /// <summary>Gets the certificate for <see cref="UseHttps"/>. The server does not dispose it.</summary>
    /// <value><see langword="null"/>, the default, makes a self-signed one for localhost at each start: see <see cref="MimiServer.Certificate"/>.</value>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Gets who may use the server, and for what. They issue tokens at <c>/v2/token</c>, and every service asks for the scope that is its own.</summary>
    /// <value>
    /// <see langword="null"/>, the default, without <see cref="AccessToken"/> is open mode: every caller is let in, and <see cref="MimiServer"/> listens on loopback addresses only.
    /// </value>
    public MimiAccounts? Accounts { get; init; }

    /// <summary>Gets a token that opens everything.</summary>
    /// <value><see langword="null"/>, the default, is none: callers need a token of <see cref="Accounts"/>, or none at all if these are missing too.</value>
    /// <exception cref="ArgumentException">The value is empty.</exception>
    public string? AccessToken
    {
        get;
        init
        {
            if (value is "")
            {
                throw new ArgumentException("The access token is empty. Use null for none.", nameof(value));
            }

            field = value;
        }
    }

    /// <summary>Gets a value indicating whether a session is closed, with code 1008, at the moment at which the token that opened it expires.</summary>
    /// <value>The default is <see langword="false"/>: a token counts when a session opens. What mimi does is not known; switch it on to see whether a client stands it.</value>
    public bool EndSessionsWithToken { get; init; }

    /// <summary>Gets what goes wrong with the connections to this server, so that a client can be tested against it. Only <see cref="MimiServer"/> uses it.</summary>
    /// <value>
    /// <see langword="null"/>, the default, is nothing. With a plan, even <see cref="ChaosPlan.None"/>, a <see cref="ChaosProxy"/> stands in front of the server, speaks TLS in its place and can be commanded:
    /// see <see cref="MimiServer.Chaos"/>. The server itself then listens on a loopback port of its own.
    /// </value>
    public ChaosPlan? Chaos { get; init; }

    /// <summary>Gets how long a caller may send nothing, or take nothing, before the session is ended: close code 4003, or HTTP status 408.</summary>
    /// <value>At least 1 ms, at most 1 hour. The default is 30 s, as mimi has it (https://mimi.readme.io/docs/learnaboutapi). The time that the recognizer takes does not count.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan IdleTimeout
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(1));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromHours(1));
            field = value;
        }
    } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how many bytes a WebSocket frame may carry before the session is closed with code 1009.</summary>
    /// <value>1,024 to 16,777,216. The default is 262,144: what mimi's C++ client, libmimiio, can send. <see cref="StrictFrames"/> lowers it.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxFrameBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1_024);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 16_777_216);
            field = value;
        }
    } = 262_144;

    /// <summary>Gets a value indicating whether to hold callers to what mimi documents: frames of 65,536 bytes at most (else close code 1009), never fragmented (else 1002).</summary>
    /// <value>The default is <see langword="false"/>. Switch it on to test a client (https://mimi.readme.io/docs/websocket-api).</value>
    public bool StrictFrames { get; init; }

    /// <summary>Gets how much audio one utterance may have, over HTTP or WebSocket, before it is refused: HTTP status 413, or close code 1009.</summary>
    /// <value>1 s to 24 hours of audio. The default is 1 hour; mimi's own limit is not published.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan MaxUtterance
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromSeconds(1));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromHours(24));
            field = value;
        }
    } = TimeSpan.FromHours(1);

    /// <summary>Gets how many sessions, over HTTP or WebSocket, may be running: one more is refused with HTTP status 503 and <c>Retry-After</c>, a WebSocket before its upgrade.</summary>
    /// <value>
    /// 1 to 1,000,000. <see langword="null"/>, the default, is as many as the recognizer keeps up with, if it knows (<see cref="ISpeechCapacity"/>): streams of which everybody speaks at once
    /// may need half of its threads, and <see cref="MaxLag"/> counts; as many as there are processors are always let in. Where it does not know, and for what a scenario answers, there is no limit.
    /// After <c>recog-break</c> a session makes room, as long as there are not more of these than of the others.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int? MaxSessions
    {
        get;
        init
        {
            if (value is { } sessions)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(sessions, 1, nameof(MaxSessions));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(sessions, 1_000_000, nameof(MaxSessions));
            }

            field = value;
        }
    }

    /// <summary>Gets how late recognition may be before further sessions are refused, as with <see cref="MaxSessions"/>. It counts while that is <see langword="null"/>.</summary>
    /// <value>100 ms to 1 hour. The default is 2 s. Audio waits for 30 s at most (then it is not read), so that more never refuses anybody.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public TimeSpan MaxLag
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromMilliseconds(100));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromHours(1));
            field = value;
        }
    } = TimeSpan.FromSeconds(2);

    /// <summary>Gets how long a text to speak or to translate may be, before it is refused with HTTP status 413.</summary>
    /// <value>1 to 100,000 characters (Unicode scalar values). The default is 1,000; mimi's own limits are not published.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int MaxTextCharacters
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100_000);
            field = value;
        }
    } = 1_000;

    /// <summary>Gets the clock of all time limits.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gets where to log. Neither audio, text nor tokens are ever logged. The server does not dispose it.</summary>
    /// <value>The default logs nothing.</value>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Gets a value indicating whether every caller is let in.</summary>
    internal bool IsOpen => Accounts is null && AccessToken is null;

    /// <summary>Names neither the token nor anything else that is not for a log.</summary>
    /// <returns>Where the server listens.</returns>
    public override string ToString() => $"{nameof(MimiServerOptions)} {{ {Host}:{Port}, {(UseHttps ? "https" : "http")} }}";
}
