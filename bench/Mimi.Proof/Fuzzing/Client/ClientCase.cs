using System.Net.WebSockets;
using System.Text;
using Mimi.Client;
using Mimi.Client.Recognition;
using Mimi.Proof.Hanging;

namespace Mimi.Proof.Fuzzing.Client;

/// <summary>One session with a scripted server: opened, spoken to, read to its end and compared with the model.</summary>
internal sealed class ClientCase : IDisposable
{
    /// <summary>What the caller says of itself where nothing ends a session.</summary>
    private enum Leave
    {
        Cancel,
        Token,
        Dispose,
    }

    private readonly FuzzRandom _random;
    private readonly ServiceProbe _service;
    private readonly byte[] _bytes;
    private readonly StreamEnd _end;
    private readonly WriteFate _fate;
    private readonly ScriptedStream _stream;
    private readonly ServerStreamModel _model;
    private readonly MimiSessionOptions _options;
    private readonly bool _keepsRaw;
    private readonly Leave _leave;
    private readonly CancellationTokenSource _token = new();
    private readonly List<MimiRecognitionResult> _results = [];

    public ClientCase(FuzzRandom random)
    {
        _random = random;
        _service = ServiceProbes.All[random.Below(ServiceProbes.All.Count)];
        _bytes = ClientScript.Create(random, _service.Process);
        _end = random.Pick(StreamEnd.Closed, StreamEnd.Closed, StreamEnd.Closed, StreamEnd.Reset, StreamEnd.Silent);
        _fate = random.Permille(1) ? WriteFate.Stalls : random.Percent(3) ? WriteFate.Fails : random.Percent(20) ? WriteFate.TakenLater : WriteFate.Taken;
        _stream = new(_bytes, ClientScript.Pieces(random), _end, _fate);
        _options = new()
        {
            MaxMessageBytes = random.Percent(15) ? random.Pick(1_024, 1_500, 4_095, 4_096, 4_097) : 1_048_576,
            ResultBufferCapacity = random.Percent(10) ? random.Between(1, 3) : 1_024,
            CloseTimeout = TimeSpan.FromMilliseconds(_fate == WriteFate.Stalls ? 20 : 30_000),
        };
        _model = new(_bytes, _end, _options.MaxMessageBytes);
        _keepsRaw = random.Percent(30);
        _leave = random.Pick(Leave.Cancel, Leave.Token, Leave.Dispose);
    }

    public async Task<string> RunAsync(Operation operation)
    {
        operation.Phase = "opening";
        using var engine = new ScriptedEngine(_stream);
        SessionProbe session = await _service.OpenAsync(engine, _options, _keepsRaw);
        Exception? failure = null;
        try
        {
            operation.Phase = "sending";
            await SpeakAsync(session);
            operation.Phase = "reading to the end";
            Task leaving = LeaveSilenceAsync(session);
            failure = await ReadAsync(session);
            operation.Phase = "leaving";
            await (_stream.Silent.IsCompleted ? leaving : Task.CompletedTask);
        }
        finally
        {
            operation.Phase = "disposing";
            await session.DisposeAsync();
        }

        try
        {
            Compare(session, failure);
        }
        catch (FuzzViolationException e)
        {
            throw new FuzzViolationException($"{e.Message} ({_service.Process}, stream {_end}, writes {_fate}, left by {_leave}, model {_model.End}, {_bytes.Length} bytes, at most {_options.MaxMessageBytes} a message). The server's bytes: {Convert.ToBase64String(_bytes)}");
        }

        return Describe(failure);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _token.Dispose();
    }

    /// <summary>Sends a little. It may fail in documented ways only: the server may have ended everything already.</summary>
    private async Task SpeakAsync(SessionProbe session)
    {
        try
        {
            for (int chunks = _random.Below(3); chunks > 0; chunks--)
            {
                await session.SendAsync(new byte[2 * _random.Size(1_600)], CancellationToken.None);
            }

            if (_random.Percent(50))
            {
                await session.StopAsync();
            }
        }
        catch (Exception e) when (e is InvalidOperationException or MimiIOException)
        {
            // Documented: closed, or failed.
        }
    }

    private async Task LeaveSilenceAsync(SessionProbe session)
    {
        if (_end != StreamEnd.Silent)
        {
            return;
        }

        await _stream.Silent;
        switch (_leave)
        {
            case Leave.Cancel:
                session.Cancel();
                break;
            case Leave.Token:
                await _token.CancelAsync();
                break;
            default:
                await session.DisposeAsync();
                break;
        }
    }

    /// <returns>The failure that the enumeration ended with, if it did.</returns>
    private async Task<Exception?> ReadAsync(SessionProbe session)
    {
        try
        {
            await foreach (MimiRecognitionResult result in session.ReadAsync(_token.Token))
            {
                _results.Add(result);
            }

            return null;
        }
        catch (Exception e) when (e is MimiException or OperationCanceledException)
        {
            return e;
        }
    }

    private void Compare(SessionProbe session, Exception? failure)
    {
        Expect.That(!session.IsActive, "The session is over, and says that it is active.");
        Expect.That(_stream.IsDisposed, "The connection was not given back.");
        try
        {
            session.TrySend([0, 0]);
            throw new FuzzViolationException("A session that is over took audio.");
        }
        catch (Exception e) when (e is InvalidOperationException or MimiIOException)
        {
            // Documented.
        }

        if (_model.IsVague || failure is MimiResultOverflowException)
        {
            Expect.That(!(failure is OperationCanceledException && _end != StreamEnd.Silent), "Cancelled, but nobody did.");
            Expect.That(failure is not MimiResultOverflowException || _options.ResultBufferCapacity < 1_024, "An overflow that cannot be.");
            return;
        }

        Expect.That(IsRight(failure), $"The session must end as {_model.End} (close code {_model.CloseCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}), but ended with {failure?.ToString() ?? "no failure"}.");
        if (_model.CloseCode is { } code && _end != StreamEnd.Silent && _model.End is SessionEnd.ServerClosed)
        {
            Expect.That(session.CloseStatus == (WebSocketCloseStatus)code, $"The close code is {code}, but {(int?)session.CloseStatus} was told.");
        }

        CompareResults(session, failure);
    }

    private void CompareResults(SessionProbe session, Exception? failure)
    {
        bool mayMiss = session.DroppedResults > 0 || failure is OperationCanceledException || (_end == StreamEnd.Silent && _leave != Leave.Cancel);
        Expect.That(_results.Count == _model.Understood.Count || (mayMiss && _results.Count < _model.Understood.Count), $"{_model.Understood.Count} messages are to be understood, {_results.Count} results came ({session.DroppedResults} left out).");
        for (int i = 0; i < _results.Count && !mayMiss; i++)
        {
            Expect.That(!_keepsRaw || _results[i].RawJson == Encoding.UTF8.GetString(_model.Understood[i]), $"Result {i} keeps other JSON than what was sent.");
            Expect.That(_results[i].IsFinal == ExpectedMessage.Of(_model.Understood[i]).IsFinal, $"Result {i} is final, or is not, against its status.");
        }
    }

    private bool IsRight(Exception? failure) => _model.End switch
    {
        SessionEnd.Finished => failure is null || (failure is OperationCanceledException && _end == StreamEnd.Silent && _leave == Leave.Token),
        SessionEnd.ServerClosed => failure is MimiServiceException { CloseStatus: { } status } && (int)status == _model.CloseCode,
        SessionEnd.NotUnderstood => failure is MimiSerializationException,
        SessionEnd.Violation or SessionEnd.Lost => failure is MimiIOException,
        _ => _leave == Leave.Token ? failure is OperationCanceledException : failure is null || (failure is MimiIOException && _fate is WriteFate.Fails or WriteFate.Stalls),
    };

    private string Describe(Exception? failure) => failure switch
    {
        null => _model.End == SessionEnd.Finished ? "final result" : "left in silence",
        MimiServiceException => "closed by the server",
        OperationCanceledException => "cancelled in silence",
        MimiIOException when _model.End == SessionEnd.Violation => "frames broken",
        _ => failure.GetType().Name,
    };
}
