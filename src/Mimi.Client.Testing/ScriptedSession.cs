using System.Buffers;
using System.Text;
using Mimi.Frames;
using Mimi.Wire;

namespace Mimi.Client.Testing;

/// <summary>One session of a <see cref="ScriptedMimi"/>: what the client has sent so far, and what the script can do.</summary>
/// <remarks>Safe for concurrent use: the test waits and looks while the script plays.</remarks>
public sealed class ScriptedSession
{
    private const string BreakWord = "\"" + RecognitionWire.BreakCommand + "\"";

    private readonly Signal _signal = new();
    private readonly ArrayBufferWriter<byte> _audio = new();
    private readonly List<ScriptedMessage> _received = [];
    private readonly SessionSocket _socket;
    private readonly ResultWriter _results;
    private bool _isBroken;
    private bool _hasLeft;
    private bool _hasEnded;

    internal ScriptedSession(int number, ScriptedRequest request, SessionSocket socket, TimeProvider time)
    {
        Number = number;
        Request = request;
        Time = time;
        SessionId = $"00000000-0000-4000-8000-{number:D12}";
        _socket = socket;
        _results = new(request, SessionId);
    }

    /// <summary>Gets which session it is, counted from 1. Refused ones do not count.</summary>
    public int Number { get; }

    /// <summary>Gets the request that opened it.</summary>
    public ScriptedRequest Request { get; }

    /// <summary>Gets the id in its results: the same for the same number.</summary>
    public string SessionId { get; }

    /// <summary>Gets how many bytes of audio have come so far.</summary>
    public long AudioBytes => _signal.Read(() => _audio.WrittenCount);

    /// <summary>Gets the audio that has come so far: a copy.</summary>
    public ReadOnlyMemory<byte> Audio => _signal.Read(() => _audio.WrittenSpan.ToArray());

    /// <summary>Gets the commands that have come so far, such as <c>{"command":"recog-break"}</c>: a copy.</summary>
    public IReadOnlyList<string> Commands => _signal.Read(() => _received.Where(static message => message.Text is not null).Select(static message => message.Text!).ToArray());

    /// <summary>Gets everything that has come so far, in its order: a copy.</summary>
    public IReadOnlyList<ScriptedMessage> Received => _signal.Read(() => _received.ToArray());

    /// <summary>Gets a value indicating whether the client has gone, or has closed.</summary>
    public bool HasClientLeft => _signal.Read(() => _hasLeft);

    internal TimeProvider Time { get; }

    /// <summary>Waits until so much audio has come in all.</summary>
    /// <param name="bytes">How many bytes, counted from the session's beginning.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when it has come.</returns>
    /// <exception cref="ScriptException">The client left before.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task WaitForAudioAsync(long bytes, CancellationToken cancellationToken = default) =>
        WaitAsync(() => _audio.WrittenCount >= bytes, $"{bytes} bytes of audio", cancellationToken);

    /// <summary>Waits until the client has said that no more audio follows (<c>recog-break</c>).</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when it has.</returns>
    /// <exception cref="ScriptException">The client left before.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task WaitForBreakAsync(CancellationToken cancellationToken = default) => WaitAsync(() => _isBroken, RecognitionWire.BreakCommand, cancellationToken);

    /// <summary>Waits until the client has gone, or has closed.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when it has.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task WaitForClientToLeaveAsync(CancellationToken cancellationToken = default) => _signal.WaitAsync(() => _hasLeft ? this : null, cancellationToken);

    /// <summary>Sends a result in the format that the session asked for: asr, NICT v1 or NICT v2.</summary>
    /// <param name="text">The text.</param>
    /// <param name="kind">Temporary, partial or final.</param>
    /// <param name="start">Where the speech begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="cancellationToken">Cancels the wait while the client does not read.</param>
    /// <returns>A task that completes when it is sent.</returns>
    /// <exception cref="ScriptException">The service sends no such result, or the client has gone.</exception>
    public Task SendResultAsync(string text, MimiResultKind kind, TimeSpan start = default, TimeSpan end = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SendTextAsync(_results.Write(text, kind, start, end), cancellationToken);
    }

    /// <summary>Sends any text as a message.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Cancels the wait while the client does not read.</param>
    /// <returns>A task that completes when it is sent.</returns>
    /// <exception cref="ScriptException">The client has gone.</exception>
    public Task SendTextAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _socket.SendAsync(ServerFrame.Text(text), cancellationToken);
    }

    internal SessionSocket Socket => _socket;

    /// <summary>Waits until the connection has ended, whatever the client has said.</summary>
    internal Task WaitForConnectionEndAsync(CancellationToken cancellationToken) => _signal.WaitAsync(() => _hasEnded ? this : null, cancellationToken);

    /// <summary>Reads what the client sends, to its end.</summary>
    internal async Task HearAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _socket.ReadAsync(cancellationToken).ConfigureAwait(false) is { } frame)
            {
                frame.Unmask();
                _signal.Change(() => Take(frame));
                if (frame.Head.Kind == FrameKind.Ping)
                {
                    await _socket.SendAsync(ServerFrame.Create(FrameKind.Pong, frame.Payload.Span), cancellationToken).ConfigureAwait(false);
                }
                else if (frame.Head.Kind == FrameKind.Close)
                {
                    await _socket.AnswerCloseAsync(frame.Payload, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (SessionSocket.IsLoss(e) || e is ScriptException)
        {
            // The client has gone.
        }

        _signal.Change(() => _hasLeft = _hasEnded = true);
    }

    private void Take(Frame frame)
    {
        switch (frame.Head.Kind)
        {
            case FrameKind.Binary:
                _audio.Write(frame.Payload.Span);
                _received.Add(new(ScriptedMessageKind.Audio, frame.Payload.Length));
                break;
            case FrameKind.Text:
                string text = Encoding.UTF8.GetString(frame.Payload.Span);
                _isBroken |= text.Contains(BreakWord, StringComparison.Ordinal);
                _received.Add(new(ScriptedMessageKind.Command, frame.Payload.Length, text));
                break;
            case FrameKind.Ping:
                _received.Add(new(ScriptedMessageKind.Ping, frame.Payload.Length));
                break;
            case FrameKind.Close:
                _received.Add(new(ScriptedMessageKind.Close, frame.Payload.Length));
                _hasLeft = true;
                break;
        }
    }

    private Task<ScriptedSession> WaitAsync(Func<bool> isThere, string what, CancellationToken cancellationToken) => _signal.WaitAsync(
        () => isThere() ? this
            : _hasLeft ? throw new ScriptException($"The client left session {Number} after {_audio.WrittenCount} bytes of audio and {_received.Count} messages, before {what} had come.") { HasClientLeft = true }
            : null,
        cancellationToken);
}
