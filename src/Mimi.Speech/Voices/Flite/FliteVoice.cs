namespace Mimi.Speech.Voices.Flite;

/// <summary>English: female by cmu_us_slt, male by cmu_us_rms.</summary>
internal sealed class FliteVoice : ISpeechVoice
{
    public async Task<short[]> SpeakAsync(SpeechSynthesisRequest request, CancellationToken cancellationToken)
    {
        var speech = new List<short[]>();
        foreach (string piece in EnglishText.Pieces(request.Text))
        {
            cancellationToken.ThrowIfCancellationRequested();
            speech.Add(await FliteEngine.SpeakAsync(piece, request.Male == true, request.Rate, cancellationToken).ConfigureAwait(false));
        }

        return speech.Count == 0 ? Pause.Samples : [.. speech.SelectMany(static samples => samples)];
    }
}
