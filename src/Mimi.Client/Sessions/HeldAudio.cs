namespace Mimi.Client.Sessions;

/// <summary>Audio that waits for the rest of its block: less than one block.</summary>
internal sealed class HeldAudio
{
    private readonly List<SendRun> _runs = [];
    private byte[] _bytes = [];
    private byte[] _moved = []; // What was moved out stays valid while the next audio is held.

    public int Length { get; private set; }

    /// <summary>Copies a piece of audio.</summary>
    public void Add(in SendFrame frame)
    {
        int length = frame.Bytes.Length;
        if (length == 0)
        {
            return;
        }

        if (Length + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(Length + length, 2 * _bytes.Length));
        }

        frame.Bytes.Span.CopyTo(_bytes.AsSpan(Length));
        if (frame.Kind == SendKind.Audio && _runs.Count > 0 && _runs[^1] is { Kind: SendKind.Audio } last && last.Position + last.Length == frame.Position)
        {
            _runs[^1] = last with { Length = last.Length + length };
        }
        else
        {
            _runs.Add(new(frame.Kind, Length, length, frame.Position));
        }

        Length += length;
    }

    /// <summary>Moves all of it out.</summary>
    /// <param name="frames">Takes it, in order, valid until the next move.</param>
    public void MoveTo(List<SendFrame> frames)
    {
        foreach (SendRun run in _runs)
        {
            frames.Add(new(_bytes.AsMemory(run.Start, run.Length), run.Kind, run.Position));
        }

        _runs.Clear();
        Length = 0;
        (_bytes, _moved) = (_moved, _bytes);
    }
}
