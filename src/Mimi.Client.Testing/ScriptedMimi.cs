using System.Net;
using Mimi.Client.Engines;
using Mimi.Client.Testing.Http;

namespace Mimi.Client.Testing;

/// <summary>A mimi in memory that does what a test has written down: an application's own code runs against it, with neither a port nor a sleep.</summary>
/// <remarks>
/// <para>
/// Give the clients <see cref="Engine"/>, or an engine of your own over <see cref="CreateHandler"/>. Both go through .NET's HTTP stack and the engine's own handshake; only the
/// network is missing, and TLS: the addresses of the clients do not matter.
/// </para>
/// <para>
/// Scripts are used up in the order in which they were added, one for each attempt to open a session. A script that fails shows at the next wait, and at the latest in
/// <see cref="CompleteAsync"/> and <see cref="DisposeAsync"/>. Safe for concurrent use.
/// </para>
/// </remarks>
public sealed class ScriptedMimi : IAsyncDisposable
{
    private readonly Signal _signal = new();
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _disposed = new();
    private readonly Queue<ScriptedTurn> _turns = [];
    private readonly Queue<ScriptedAnswer> _answers = [];
    private readonly List<ScriptedSession> _sessions = [];
    private readonly List<ScriptedRequest> _requests = [];
    private readonly List<ScriptException> _failures = [];
    private readonly List<Task> _connections = [];
    private readonly HttpNetworkEngine _engine;
    private SessionScript? _other;
    private int _playing;
    private bool _isFailureKnown;

    /// <summary>Initializes a new instance of the <see cref="ScriptedMimi"/> class.</summary>
    /// <param name="time">The clock of <see cref="SessionScript.Wait"/>, such as a <see cref="ManualTimeProvider"/>; <see langword="null"/> for the system's.</param>
    public ScriptedMimi(TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        _engine = new HttpNetworkEngine(CreateHandler());
    }

    /// <summary>Gets an engine that leads here. It is disposed with this object.</summary>
    public MimiNetworkEngine Engine => _engine;

    /// <summary>Gets the sessions that were accepted so far, in their order: a copy.</summary>
    public IReadOnlyList<ScriptedSession> Sessions => _signal.Read(() => _sessions.ToArray());

    /// <summary>Gets the requests that came so far, in their order, refused and accepted sessions included: a copy.</summary>
    public IReadOnlyList<ScriptedRequest> Requests => _signal.Read(() => _requests.ToArray());

    /// <summary>Makes a handler that leads here, for an engine of your own, such as <see cref="ClientWebSocketNetworkEngine"/>.</summary>
    /// <returns>The handler. The caller disposes it.</returns>
    public HttpMessageHandler CreateHandler() => new PlainTextHandler(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = (_, _) => ValueTask.FromResult(Connect()),
    });

    /// <summary>Plays a script to the next session.</summary>
    /// <param name="write">Writes the script.</param>
    /// <returns>This object.</returns>
    public ScriptedMimi OnSession(Action<SessionScript> write) => Add(new ScriptedTurn(Write(write), null));

    /// <summary>Plays a script to every session for which no other is left.</summary>
    /// <param name="write">Writes the script.</param>
    /// <returns>This object.</returns>
    public ScriptedMimi OnEverySession(Action<SessionScript> write)
    {
        SessionScript script = Write(write);
        _signal.Change(() => _other = script);
        return this;
    }

    /// <summary>Refuses the next session before its upgrade.</summary>
    /// <param name="status">The HTTP status, such as 401, 429 or 503.</param>
    /// <param name="retryAfter">What the header <c>Retry-After</c> says, in whole seconds; <see langword="null"/> leaves it out.</param>
    /// <param name="body">The body; <see langword="null"/> for an error as mimi writes it.</param>
    /// <returns>This object.</returns>
    public ScriptedMimi RefuseSession(HttpStatusCode status, TimeSpan? retryAfter = null, string? body = null) => Add(new ScriptedTurn(null, new(status, body ?? Error(status), retryAfter)));

    /// <summary>Loses the connection while the next session opens, as mimi does to who has too many.</summary>
    /// <returns>This object.</returns>
    public ScriptedMimi LoseSession() => Add(new ScriptedTurn(null, null));

    /// <summary>Answers the next request that opens no session.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body, in JSON for most of mimi; <see langword="null"/> for an error as mimi writes it.</param>
    /// <param name="retryAfter">What the header <c>Retry-After</c> says, in whole seconds; <see langword="null"/> leaves it out.</param>
    /// <returns>This object.</returns>
    public ScriptedMimi OnPost(HttpStatusCode status, string? body = null, TimeSpan? retryAfter = null) => Add(new ScriptedAnswer(status, body ?? Error(status), retryAfter));

    /// <summary>Answers the next request for a recognition with a final result, in the format that it asks for: asr, NICT v1 or NICT v2.</summary>
    /// <param name="text">The text.</param>
    /// <returns>This object.</returns>
    public ScriptedMimi OnPostFinal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Add(new ScriptedAnswer(HttpStatusCode.OK, "", MakeBody: request => new ResultWriter(request, "00000000-0000-4000-8000-000000000000").Write(text, MimiResultKind.Final, default, default)));
    }

    /// <summary>Waits until a session has been accepted.</summary>
    /// <param name="number">Which one, counted from 1. Refused ones do not count.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is less than 1.</exception>
    /// <exception cref="ScriptException">A script has failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<ScriptedSession> WaitForSessionAsync(int number = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return WaitAsync(() => number <= _sessions.Count ? _sessions[number - 1] : null, cancellationToken);
    }

    /// <summary>Waits until a request has come.</summary>
    /// <param name="number">Which one, counted from 1, sessions included.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The request.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is less than 1.</exception>
    /// <exception cref="ScriptException">A script has failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<ScriptedRequest> WaitForRequestAsync(int number = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return WaitAsync(() => number <= _requests.Count ? _requests[number - 1] : null, cancellationToken);
    }

    /// <summary>Waits until every script has been played, and every session is over.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when they have.</returns>
    /// <exception cref="ScriptException">A script has failed, or its client left before its end.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task CompleteAsync(CancellationToken cancellationToken = default) => _signal.WaitAsync(
        () =>
        {
            ThrowIfFailed(_failures.FirstOrDefault());
            return _playing == 0 && _turns.Count == 0 && _answers.Count == 0 ? this : null;
        },
        cancellationToken);

    /// <summary>Ends every session.</summary>
    /// <returns>A task that completes when they have ended.</returns>
    /// <exception cref="ScriptException">A script has failed, and nothing has thrown this yet. A client that left early is no failure here.</exception>
    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync().ConfigureAwait(false);
        _engine.Dispose();
        await Task.WhenAll(_signal.Read(() => _connections.ToArray())).ConfigureAwait(false);
        _signal.Change(() =>
        {
            if (!_isFailureKnown)
            {
                ThrowIfFailed(_failures.Find(static failure => !failure.HasClientLeft));
            }
        });
    }

    internal ScriptedTurn NextTurn(ScriptedRequest request)
    {
        ScriptedTurn? turn = null;
        _signal.Change(() =>
        {
            _requests.Add(request);
            turn = _turns.TryDequeue(out ScriptedTurn? next) ? next : _other is null ? null : new(_other, null);
            _playing += turn?.Script is null ? 0 : 1;
        });
        return turn ?? throw new ScriptException($"A session was opened for which no script is left: number {_sessions.Count + 1}. Add one with OnSession, or OnEverySession.");
    }

    internal ScriptedAnswer NextAnswer(ScriptedRequest request)
    {
        ScriptedAnswer? answer = null;
        _signal.Change(() =>
        {
            _requests.Add(request);
            _answers.TryDequeue(out answer);
        });
        return answer ?? throw new ScriptException($"{request.Method} {request.Target.Split('?')[0]} came, for which no answer is left. Add one with OnPost, or OnPostFinal.");
    }

    internal ScriptedSession Begin(ScriptedRequest request, SessionSocket socket)
    {
        ScriptedSession? session = null;
        _signal.Change(() => _sessions.Add(session = new(_sessions.Count + 1, request, socket, _time)));
        return session!;
    }

    internal void End() => _signal.Change(() => _playing--);

    internal void Fail(ScriptException failure) => _signal.Change(() => _failures.Add(failure));

    private static SessionScript Write(Action<SessionScript> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var script = new SessionScript();
        write(script);
        return script;
    }

    private static string Error(HttpStatusCode status) => $$"""{"code":{{(int)status}},"error":"Refused by a script.","status":"error"}""";

    private Stream Connect()
    {
        var (client, server) = MemoryConnection.CreatePair();
        Task serving = Task.Run(() => new ScriptedConnection(this, server).RunAsync(_disposed.Token));
        _signal.Change(() => _connections.Add(serving));
        return client;
    }

    private ScriptedMimi Add(ScriptedTurn turn)
    {
        _signal.Change(() => _turns.Enqueue(turn));
        return this;
    }

    private ScriptedMimi Add(ScriptedAnswer answer)
    {
        _signal.Change(() => _answers.Enqueue(answer));
        return this;
    }

    private Task<T> WaitAsync<T>(Func<T?> find, CancellationToken cancellationToken)
        where T : class => _signal.WaitAsync(
        () =>
        {
            T? found = find();
            if (found is null)
            {
                ThrowIfFailed(_failures.Find(static failure => !failure.HasClientLeft));
            }

            return found;
        },
        cancellationToken);

    private void ThrowIfFailed(ScriptException? failure)
    {
        if (failure is not null)
        {
            _isFailureKnown = true;
            throw new ScriptException(failure.Message, failure);
        }
    }
}
