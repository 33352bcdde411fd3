using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Mimi.Client.Engines;
using Mimi.Client.Services;

namespace Mimi.Client.Tokens;

/// <summary>mimi's token service (https://mimi.readme.io/docs/auth-api): issues, revokes and validates access tokens, and makes credentials that renew themselves.</summary>
/// <remarks>Safe for concurrent use; one instance serves a whole process. The engine is the caller's, who disposes it.</remarks>
public sealed class MimiTokenClient
{
    private static readonly Uri DefaultAddress = new("https://auth.mimi.fd.ai/");

    private readonly MimiServiceClient _service;
    private readonly MimiTokenOptions _options;
    private readonly ILogger _logger;

    /// <summary>Initializes a new instance of the <see cref="MimiTokenClient"/> class.</summary>
    /// <param name="engine">What requests go through.</param>
    /// <param name="address">The address that the paths are below, or <see langword="null"/> for <c>https://auth.mimi.fd.ai/</c>.</param>
    /// <param name="options">The paths, the time-out, the retries and the clock; <see langword="null"/> for the defaults.</param>
    /// <param name="loggerFactory">Makes the logs that credentials write their renewals to and calls their retries, never a token; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException"><paramref name="address"/> is relative, or of another scheme than http and https.</exception>
    public MimiTokenClient(MimiNetworkEngine engine, Uri? address = null, MimiTokenOptions? options = null, ILoggerFactory? loggerFactory = null)
    {
        _service = new(engine, credential: null, address ?? DefaultAddress, loggerFactory);
        _options = options ?? new();
        _logger = loggerFactory?.CreateLogger("Mimi.Client.Token") ?? NullLogger.Instance;
    }

    /// <summary>Gets a new token.</summary>
    /// <param name="identity">Who asks.</param>
    /// <param name="scope">What the token shall allow.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The token.</returns>
    /// <exception cref="MimiServiceException">The service refused, in its status or in the body of its answer; <see cref="MimiServiceException.Detail"/> is its text, and <see cref="MimiException.Advice"/> what usually causes it.</exception>
    /// <exception cref="MimiIOException">No answer was had, or not in time.</exception>
    /// <exception cref="MimiSerializationException">The answer was not understood.</exception>
    public Task<MimiAccessToken> IssueAsync(MimiIdentity identity, MimiScope scope, CancellationToken cancellationToken = default) =>
        IssueAsync(identity, scope, _options.TimeProvider, cancellationToken);

    /// <summary>Makes a token invalid before it expires.</summary>
    /// <param name="identity">Who the token was issued to.</param>
    /// <param name="accessToken">The token.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>A task that completes when the service has answered.</returns>
    /// <exception cref="ArgumentException"><paramref name="accessToken"/> is empty.</exception>
    /// <inheritdoc cref="IssueAsync(MimiIdentity, MimiScope, CancellationToken)" path="/exception"/>
    public Task RevokeAsync(MimiIdentity identity, string accessToken, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentException.ThrowIfNullOrEmpty(accessToken);
        return new TokenCall(_service, _options, _options.TimeProvider).SendAsync(
            _options.RevokePath,
            [new("client_id", identity.Id), new("client_secret", identity.Secret), new("token", accessToken)],
            [identity.Secret, accessToken],
            TokenCall.ReadNothing,
            cancellationToken);
    }

    /// <summary>Asks what the service thinks of a token.</summary>
    /// <param name="accessToken">The token.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The token's status.</returns>
    /// <exception cref="ArgumentException"><paramref name="accessToken"/> is empty.</exception>
    /// <inheritdoc cref="IssueAsync(MimiIdentity, MimiScope, CancellationToken)" path="/exception"/>
    public Task<MimiTokenValidation> ValidateAsync(string accessToken, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(accessToken);
        return new TokenCall(_service, _options, _options.TimeProvider).SendAsync(
            _options.ValidatePath,
            [new("token", accessToken)],
            [accessToken],
            static (message, secrets) => TokenReply.Parse(message).ThrowIfError(secrets).ToValidation(),
            cancellationToken);
    }

    /// <summary>Makes a credential that gets its token when it is first needed, keeps it, and renews it. Share it: one credential serves every client of a process.</summary>
    /// <param name="identity">Who asks.</param>
    /// <param name="scope">What the tokens shall allow.</param>
    /// <param name="timeProvider">The clock of expiry, time-outs and retries; <see langword="null"/> for that of <see cref="MimiTokenOptions.TimeProvider"/>.</param>
    /// <returns>The credential. It holds nothing that must be disposed.</returns>
    /// <remarks>
    /// <para>
    /// A token is renewed early: 5 minutes before it expires, or when a tenth of its life is left if that is less. The first call in that time starts the renewal and goes on with the
    /// old token, as every call does until the new one is there: nobody waits, and a token service that is away for some minutes is not noticed. Only in the last tenth of that
    /// time (30 seconds for a token of one hour) do calls wait for the new token, lest theirs expire on its way.
    /// </para>
    /// <para>
    /// There is one renewal at a time, however many callers wait; a caller's token cancels that caller's wait only. A failed renewal reaches every waiter, and the next call tries again.
    /// A renewal in the background that failed is tried again by the first call 5 seconds later.
    /// </para>
    /// <para>
    /// A token that a server refuses with 401 is renewed if it is still the current one; unless it is younger than 5 seconds and was itself got for a refused one, for then the token is
    /// not what is wrong.
    /// </para>
    /// </remarks>
    public MimiCredential CreateCredential(MimiIdentity identity, MimiScope scope, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(scope);
        TimeProvider time = timeProvider ?? _options.TimeProvider;
        return new TokenCredential(() => IssueAsync(identity, scope, time, CancellationToken.None), identity, time, _logger);
    }

    private Task<MimiAccessToken> IssueAsync(MimiIdentity identity, MimiScope scope, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(scope);
        return new TokenCall(_service, _options, time).SendAsync(
            _options.TokenPath,
            [
                new("grant_type", identity.GrantType),
                new("client_id", identity.Id),
                new("client_secret", identity.Secret),
                new("scope", scope.ToString()),
            ],
            [identity.Secret],
            (message, secrets) => TokenReply.Parse(message).ThrowIfError(secrets).ToToken(time.GetUtcNow()),
            cancellationToken);
    }
}
