namespace Mimi.Speech.Voices.OpenJTalk;

/// <summary>What Open JTalk speaks with.</summary>
/// <param name="Dictionary">The folder of a dictionary for UTF-8.</param>
/// <param name="Voice">An <c>.htsvoice</c> file.</param>
internal sealed record OpenJTalkFiles(string Dictionary, string Voice);
