using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Mimi.Client.Testing;
using Mimi.Client.Tokens;

namespace Mimi.Client.Tests.Support;

/// <summary>A token service and a service that checks its tokens, in memory: <c>auth.mimi.test</c>, and every other host.</summary>
internal sealed class TokenCloud
{
    private readonly TaskCompletionSource _refusedEnough = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _issued;

    public TokenCloud()
    {
        Engine = new InMemoryNetworkEngine(onRequest: SendAsync);
    }

    public static MimiIdentity Identity { get; } = MimiIdentity.Client("app", "client", "client-secret");

    public static MimiScope Scope { get; } = MimiScopes.Asr;

    public InMemoryNetworkEngine Engine { get; }

    /// <summary>Gets the paths and forms of the calls to the token service, in order.</summary>
    public ConcurrentQueue<(string Path, Dictionary<string, string> Form)> Calls { get; } = new();

    /// <summary>Gets the tokens that the service refused, in order.</summary>
    public ConcurrentQueue<string> Refused { get; } = new();

    /// <summary>Gets the tokens that the service accepts.</summary>
    public ConcurrentDictionary<string, bool> Valid { get; } = new();

    public int Issued => Volatile.Read(ref _issued);

    public int LifeSeconds { get; set; } = 3_600;

    /// <summary>Gets or sets how many refusals complete <see cref="RefusedEnough"/>.</summary>
    public int EnoughRefusals { get; set; } = int.MaxValue;

    public Task RefusedEnough => _refusedEnough.Task;

    /// <summary>Gets or sets what comes before an issue: it may wait, or give another answer.</summary>
    public Func<int, CancellationToken, Task<HttpResponseMessage?>>? BeforeIssue { get; set; }

    public MimiTokenClient Client(TimeProvider? time = null, MimiRetryOptions? retry = null, ListLoggerFactory? log = null) =>
        new(Engine, new("https://auth.mimi.test/"), new() { TimeProvider = time ?? TimeProvider.System, Retry = retry ?? MimiRetryOptions.None }, log);

    public MimiCredential Credential(TimeProvider time, ListLoggerFactory? log = null) => Client(time, log: log).CreateCredential(Identity, Scope);

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    /// <summary>Refuses a session as an engine does.</summary>
    public Task CheckAsync(HttpRequestMessage request)
    {
        string token = request.Headers.Authorization?.Parameter ?? "";
        if (Valid.ContainsKey(token))
        {
            return Task.CompletedTask;
        }

        Refused.Enqueue(token);
        throw new MimiServiceException(HttpStatusCode.Unauthorized, "Invalid mimi API access token");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        if (request.RequestUri!.Host != "auth.mimi.test")
        {
            return Serve(request.Headers.Authorization?.Parameter ?? "", body);
        }

        var form = body.Split('&').Select(static field => field.Split('=')).ToDictionary(static field => field[0], static field => WebUtility.UrlDecode(field[1]));
        Calls.Enqueue((request.RequestUri.AbsolutePath, form));
        return request.RequestUri.AbsolutePath == "/v2/token" ? await IssueAsync(cancellationToken) : Json("{}");
    }

    private async Task<HttpResponseMessage> IssueAsync(CancellationToken cancellationToken)
    {
        int number = Interlocked.Increment(ref _issued);
        if (BeforeIssue is { } before && await before(number, cancellationToken) is { } answer)
        {
            return answer;
        }

        string token = string.Create(CultureInfo.InvariantCulture, $"token-{number}");
        Valid[token] = true;
        return Json($$"""{"accessToken":"{{token}}","expires_in":{{LifeSeconds}},"startTimestamp":1,"endTimestamp":2,"status":"success"}""");
    }

    private HttpResponseMessage Serve(string token, string body)
    {
        if (Valid.ContainsKey(token))
        {
            return new() { Content = new StringContent($"{token} {body}") };
        }

        Refused.Enqueue(token);
        if (Refused.Count >= EnoughRefusals)
        {
            _refusedEnough.TrySetResult();
        }

        return new(HttpStatusCode.Unauthorized) { Content = new StringContent("Invalid mimi API access token") };
    }
}
