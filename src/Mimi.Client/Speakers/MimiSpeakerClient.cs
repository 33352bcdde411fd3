using Mimi.Client.Engines;
using Mimi.Client.Serialization;
using Mimi.Client.Services;

namespace Mimi.Client.Speakers;

/// <summary>
/// Teaches speaker identification whom to know (https://mimi.readme.io/docs/srs-training-api). The order of work: create a group, create a speaker, put the speaker into
/// the group, upload speeches, commit the training, and then identify with <c>MimiSrsClient</c>.
/// </summary>
/// <remarks>Safe for concurrent use; one instance serves a whole process. The engine is the caller's, who disposes it.</remarks>
public sealed class MimiSpeakerClient
{
    private static readonly Uri DefaultAddress = new("https://apis.mimi.fd.ai/");

    private readonly MimiServiceClient _service;
    private readonly MimiSpeakersOptions _options;
    private readonly string _root;

    /// <summary>Initializes a new instance of the <see cref="MimiSpeakerClient"/> class.</summary>
    /// <param name="engine">What requests go through.</param>
    /// <param name="credential">What supplies the token, a client's, with the scopes <c>srs/speaker_groups</c>, <c>srs/speakers</c>, <c>srs/speeches</c> and <c>srs/trainers</c>, each <c>.r</c> or <c>.w</c>, as far as they are used; <see langword="null"/> to send none, as to a local mimi.</param>
    /// <param name="applicationId">The application.</param>
    /// <param name="clientId">The client, without the application's id in front.</param>
    /// <param name="address">The address before <c>v1/applications</c>, or <see langword="null"/> for <c>https://apis.mimi.fd.ai/</c>.</param>
    /// <param name="options">How long to wait, or <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">An id is empty, or only dots.</exception>
    public MimiSpeakerClient(
        MimiNetworkEngine engine, MimiCredential? credential, string applicationId, string clientId, Uri? address = null, MimiSpeakersOptions? options = null)
    {
        _service = new(engine, credential, address ?? DefaultAddress);
        _options = options ?? new();
        _root = $"v1/applications/{PathSegment.Escape(applicationId)}/clients/{PathSegment.Escape(clientId)}/srs/";
    }

    /// <summary>Lists the groups of the client.</summary>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The groups.</returns>
    /// <exception cref="MimiException">As for <see cref="CommitTrainingAsync"/>.</exception>
    public async Task<IReadOnlyList<MimiSpeakerResource>> GetGroupsAsync(CancellationToken cancellationToken = default) =>
        await SendAsync(HttpMethod.Get, "speaker_groups", null, SpeakersReader.Resources, cancellationToken).ConfigureAwait(false);

    /// <summary>Gets one group.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The group.</returns>
    /// <exception cref="ArgumentException"><paramref name="groupId"/> is empty, or only dots.</exception>
    /// <exception cref="MimiException">As for <see cref="CommitTrainingAsync"/>.</exception>
    public Task<MimiSpeakerResource> GetGroupAsync(string groupId, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, $"speaker_groups/{PathSegment.Escape(groupId)}", null, SpeakersReader.Resource, cancellationToken);

    /// <summary>Creates a group.</summary>
    /// <param name="name">The name.</param>
    /// <param name="description">What the group is for, or <see langword="null"/> to send nothing.</param>
    /// <param name="cancellationToken">Cancels the request, which may have been done nevertheless.</param>
    /// <returns>What was done; <see cref="MimiOperation.Id"/> is the group.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, blank or not valid UTF-16.</exception>
    /// <exception cref="MimiException">As for <see cref="CommitTrainingAsync"/>.</exception>
    public Task<MimiOperation> CreateGroupAsync(string name, string? description = null, CancellationToken cancellationToken = default)
    {
        List<KeyValuePair<string, string>> fields = [new("name", TextArgument.Checked(name))];
        if (description is not null)
        {
            fields.Add(new("description", description));
        }

        return SendAsync(HttpMethod.Post, "speaker_groups", MimiRequestBody.FromForm(fields), SpeakersReader.Operation, cancellationToken);
    }

    /// <summary>Creates a speaker.</summary>
    /// <param name="profile">Who it is. What the service requires of it is not published; known clients send all four fields.</param>
    /// <param name="cancellationToken">Cancels the request, which may have been done nevertheless.</param>
    /// <returns>What was done; <see cref="MimiOperation.Id"/> is the speaker.</returns>
    /// <exception cref="ArgumentException">Nothing is set in <paramref name="profile"/>.</exception>
    /// <exception cref="MimiException">As for <see cref="CommitTrainingAsync"/>.</exception>
    public Task<MimiOperation> CreateSpeakerAsync(MimiSpeakerProfile profile, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, "speakers", ToForm(profile), SpeakersReader.Operation, cancellationToken);

    /// <summary>Gets one speaker.</summary>
    /// <param name="speakerId">The speaker.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The speaker.</returns>
    /// <exception cref="ArgumentException"><paramref name="speakerId"/> is empty, or only dots.</exception>
    /// <exception cref="MimiException">As for <see cref="CommitTrainingAsync"/>.</exception>
    public Task<MimiSpeakerResource> GetSpeakerAsync(string speakerId, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, Speaker(speakerId), null, SpeakersReader.Resource, cancellationToken);

    /// <summary>Changes a speaker.</summary>
    /// <param name="speakerId">The speaker.</param>
    /// <param name="changes">What changes; the rest is left as it is.</param>
    /// <param name="cancellationToken">Cancels the request, which may have been done nevertheless.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ArgumentException"><paramref name="speakerId"/> is empty, or only dots, or nothing is set in <paramref name="changes"/>.</exception>
    /// <exception cref="MimiException">As for <see cref="CommitTrainingAsync"/>.</exception>
    public Task<MimiOperation> UpdateSpeakerAsync(string speakerId, MimiSpeakerProfile changes, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, Speaker(speakerId), ToForm(changes), SpeakersReader.Operation, cancellationToken);

    /// <summary>Puts a speaker into a group.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="speakerId">The speaker.</param>
    /// <param name="cancellationToken">Cancels the request, which may have been done nevertheless.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ArgumentException">An id is empty, or only dots.</exception>
    /// <exception cref="MimiException">As for <see cref="CommitTrainingAsync"/>.</exception>
    public Task<MimiOperation> AddToGroupAsync(string groupId, string speakerId, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, $"speaker_groups/{PathSegment.Escape(groupId)}/{Speaker(speakerId)}", NoBody(), SpeakersReader.Operation, cancellationToken);

    /// <summary>Uploads speech of a speaker, to be learned from when the training is committed.</summary>
    /// <param name="speakerId">The speaker.</param>
    /// <param name="speech">Bare samples, without a file header. They are not copied: they must not change before the task has ended.</param>
    /// <param name="format">What the samples are, or <see langword="null"/> for <see cref="MimiAudioFormat.Pcm16k"/>. It goes out as the content type.</param>
    /// <param name="cancellationToken">Cancels the request, which may have been done nevertheless.</param>
    /// <returns>What was done; <see cref="MimiOperation.Id"/> is the speech.</returns>
    /// <exception cref="ArgumentException"><paramref name="speakerId"/> is empty, or only dots, <paramref name="speech"/> is empty, or <paramref name="format"/> is not one that mimi takes.</exception>
    /// <exception cref="MimiException">As for <see cref="CommitTrainingAsync"/>.</exception>
    public Task<MimiOperation> UploadSpeechAsync(string speakerId, ReadOnlyMemory<byte> speech, MimiAudioFormat? format = null, CancellationToken cancellationToken = default) =>
        speech.IsEmpty
            ? throw new ArgumentException("The speech has no audio.", nameof(speech))
            : UploadAsync(speakerId, MimiRequestBody.FromMemory(speech, ToContentType(format)), cancellationToken);

    /// <summary>Uploads speech of a speaker while it is read.</summary>
    /// <param name="speakerId">The speaker.</param>
    /// <param name="speech">Bare samples, without a file header. It is read once, from where it is, and not disposed.</param>
    /// <param name="format">As for the other overload.</param>
    /// <param name="cancellationToken">Cancels the request, which may have been done nevertheless.</param>
    /// <returns>What was done; <see cref="MimiOperation.Id"/> is the speech.</returns>
    /// <exception cref="ArgumentException"><paramref name="speakerId"/> is empty, or only dots, or <paramref name="format"/> is not one that mimi takes.</exception>
    /// <exception cref="MimiException">As for <see cref="CommitTrainingAsync"/>.</exception>
    public Task<MimiOperation> UploadSpeechAsync(string speakerId, Stream speech, MimiAudioFormat? format = null, CancellationToken cancellationToken = default) =>
        UploadAsync(speakerId, MimiRequestBody.FromStream(speech, ToContentType(format)), cancellationToken);

    /// <summary>Lets the service learn from the speeches that were uploaded.</summary>
    /// <param name="speakerId">The speaker.</param>
    /// <param name="cancellationToken">Cancels the request, which may have been done nevertheless.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="ArgumentException"><paramref name="speakerId"/> is empty, or only dots.</exception>
    /// <exception cref="MimiException">The server refused the request or answered with an error (<see cref="MimiServiceException"/>), gave no answer in time (<see cref="MimiIOException"/>), or none that was understood (<see cref="MimiSerializationException"/>).</exception>
    public Task<MimiOperation> CommitTrainingAsync(string speakerId, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, Speaker(speakerId) + "/trainer/commit", NoBody(), SpeakersReader.Operation, cancellationToken);

    private static string Speaker(string speakerId) => $"speakers/{PathSegment.Escape(speakerId)}";

    /// <summary>Nothing, and a length that says so.</summary>
    private static MimiRequestBody NoBody() => MimiRequestBody.FromForm();

    private static MimiRequestBody ToForm(MimiSpeakerProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return profile.ToFields() is { Count: > 0 } fields
            ? MimiRequestBody.FromForm(fields)
            : throw new ArgumentException("Nothing is set in the profile.", nameof(profile));
    }

    private static string ToContentType(MimiAudioFormat? format)
    {
        MimiAudioFormat known = format ?? MimiAudioFormat.Pcm16k;
        known.ThrowIfInvalid();
        return known.ToContentType();
    }

    private Task<MimiOperation> UploadAsync(string speakerId, MimiRequestBody body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, Speaker(speakerId) + "/speeches", body, SpeakersReader.Operation, cancellationToken);

    private Task<T> SendAsync<T>(HttpMethod method, string path, MimiRequestBody? body, MessageDecoder<T> decoder, CancellationToken cancellationToken) =>
        _service.SendAsync(_options.CreateRequest(body) with
        {
            Method = method,
            Path = _root + path,
            Retry = method == HttpMethod.Post ? MimiRetryOptions.None : _options.Retry, // What is created twice cannot be taken back: there is no DELETE.
        }, decoder, cancellationToken);
}
