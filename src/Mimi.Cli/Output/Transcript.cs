using System.Text;

namespace Mimi.Cli.Output;

/// <summary>The text of one recording as it grows.</summary>
internal sealed class Transcript(string separator)
{
    private readonly StringBuilder _determined = new();
    private string _temporary = string.Empty;

    /// <summary>Gets what will not change any more.</summary>
    public string Determined => _determined.ToString();

    /// <summary>Gets everything, with what may still change at its end.</summary>
    public string Text => Determined + Separated(_temporary);

    /// <summary>Adds a result.</summary>
    /// <returns>What is new in <see cref="Determined"/>, separator included.</returns>
    public string Add(Recognized result)
    {
        string text = Printable.Line(result.Text);
        if (result.Kind == RecognizedKind.Temporary)
        {
            _temporary = text;
            return string.Empty;
        }

        string added = Separated(text);
        _determined.Append(added);
        _temporary = string.Empty;
        return added;
    }

    private string Separated(string text) => text.Length == 0 || _determined.Length == 0 ? text : separator + text;
}
