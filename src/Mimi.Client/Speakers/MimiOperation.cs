using System.Text.Json;
using Mimi.Client.Serialization;

namespace Mimi.Client.Speakers;

/// <summary>What a call that changes something did: the operation resource of mimi's management services (https://mimi.readme.io/docs/srs-training-api).</summary>
public sealed class MimiOperation
{
    /// <summary>Initializes a new instance of the <see cref="MimiOperation"/> class.</summary>
    /// <param name="json">The resource. A field that is missing, or of another type than expected, is left empty.</param>
    public MimiOperation(JsonElement json)
    {
        Json = json;
        Id = json.GetTextOrNull("id");
        OperationId = json.GetTextOrNull("operationId") ?? "";
        Kind = json.GetStringOrNull("kind") ?? "";
        Status = json.GetStringOrNull("status") ?? "";
        Error = json.GetStringOrNull("error") ?? "";
        SelfLink = json.GetStringOrNull("selfLink") ?? "";
        TargetLink = json.GetStringOrNull("targetLink") ?? "";
        Progress = json.GetIntegerOrNull("progress");
        Code = json.GetIntegerOrNull("code");
        StartTime = json.GetEpochSecondsOrNull("startTimestamp");
        EndTime = json.GetEpochSecondsOrNull("endTimestamp");
    }

    /// <summary>Gets the id of what was created or changed: of a group, a speaker or a speech.</summary>
    /// <value><see langword="null"/> if the service did not tell it.</value>
    public string? Id { get; }

    /// <summary>Gets the id of the operation itself.</summary>
    public string OperationId { get; }

    /// <summary>Gets the service's word for what was done, such as <c>srs#operation#speaker</c>.</summary>
    public string Kind { get; }

    /// <summary>Gets the status as the service words it: <c>success</c>, or others that are not published. <c>error</c> is never seen here: it is thrown.</summary>
    public string Status { get; }

    /// <summary>Gets the service's text about an error. Empty on success.</summary>
    public string Error { get; }

    /// <summary>Gets the address of the operation.</summary>
    public string SelfLink { get; }

    /// <summary>Gets the address of what was created or changed. May be empty.</summary>
    public string TargetLink { get; }

    /// <summary>Gets how much is done, in percent.</summary>
    /// <value><see langword="null"/> if the service did not tell it.</value>
    public long? Progress { get; }

    /// <summary>Gets the status code of the operation, like those of HTTP.</summary>
    /// <value><see langword="null"/> if the service did not tell it.</value>
    public long? Code { get; }

    /// <summary>Gets when the operation began.</summary>
    /// <value><see langword="null"/> if the service did not tell it.</value>
    public DateTimeOffset? StartTime { get; }

    /// <summary>Gets when the operation ended.</summary>
    /// <value><see langword="null"/> if the service did not tell it.</value>
    public DateTimeOffset? EndTime { get; }

    /// <summary>Gets the whole resource as it came. Reading it needs no reflection.</summary>
    public JsonElement Json { get; }
}
