using System.CommandLine;
using System.CommandLine.Parsing;
using Mimi.Client;

namespace Mimi.Cli.Commands;

/// <summary>The options of recognition, for every command that recognises.</summary>
internal sealed class RecognitionSymbols
{
    private const string Pcm = "pcm";
    private const string Flac = "flac";

    private readonly LocalModelSymbols _local = new();

    public Option<Uri?> Url { get; } = CliOptions.Address(
        "--url", "The full address of a mimi's recognition service; http or https. With credentials alone: https://service.mimi.fd.ai/", "https://service.mimi.fd.ai/");

    public Option<Uri?> TokenService { get; } = LoginSymbols.CreateTokenService();

    public Option<string> Service { get; } = CliOptions.Choice("--service", "The recognition service.", ServiceNames.NictV2, ServiceNames.NictV1, ServiceNames.Asr);

    public Option<string> Language { get; } = CliOptions.Language(
        "--language", "The language that is spoken, as the service names it. The local mimi knows en; others need --models.");

    public Option<string> Engine { get; } = CliOptions.Choice("--engine", "The network stack.", EngineNames.Http, EngineNames.ClientWebSocket);

    public Option<string> Encoding { get; } = CliOptions.Choice("--encoding", "How the audio goes over the wire; flac is about half of pcm.", Pcm, Flac);

    public static bool Given(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Url, TokenService, Service, Language, Engine, Encoding, _local.Model, _local.ModelsFile])
        {
            command.Add(option);
        }

        command.Validators.Add(Validate);
    }

    public RecognitionOptions Read(ParseResult parsed) => new()
    {
        Url = parsed.GetValue(Url),
        TokenService = parsed.GetValue(TokenService),
        Service = parsed.GetRequiredValue(Service),
        Language = parsed.GetRequiredValue(Language),
        Engine = parsed.GetRequiredValue(Engine),
        Encoding = parsed.GetRequiredValue(Encoding) == Flac ? MimiWireEncoding.Flac : MimiWireEncoding.AsGiven,
        Local = _local.Read(parsed),
    };

    private void Validate(CommandResult result)
    {
        if (Given(result, Url) && (Given(result, _local.Model) || Given(result, _local.ModelsFile)))
        {
            result.AddError("--model and --models choose what the local mimi recognises with; --url goes to another mimi.");
        }
    }
}
