using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Mimi.Server.Access;
using Mimi.Server.Http;

namespace Mimi.Server.Tokens;

/// <summary>Issues, revokes and validates tokens (https://mimi.readme.io/docs/auth-api). Every answer is an operation resource.</summary>
internal sealed class TokenEndpoints(MimiServerOptions options, TokenAuthority tokens, TokenGrants grants, AccessCheck access)
{
    /// <summary>Far more than every scope there is, and secrets of several hundred digits, need.</summary>
    private const int MaxFormBytes = 65_536;

    private const string Operations = "/v2/operations";
    private const string IssueKind = "auth#operation#accesstoken";

    /// <summary>mimi does not publish how these two are called.</summary>
    private const string RevokeKind = "auth#operation#revoke";
    private const string ValidateKind = "auth#operation#validate";

    private readonly OperationReply _reply = new(options.TimeProvider);
    private readonly ILogger _logger = options.LoggerFactory.CreateLogger("Mimi.Server.Tokens");

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.Map("/v2/token", Guard(IssueKind, IssueAsync));
        endpoints.Map("/v2/revoke", Guard(RevokeKind, RevokeAsync));
        endpoints.Map("/v2/validate", Guard(ValidateKind, ValidateAsync));
    }

    private RequestDelegate Guard(string kind, Func<HttpContext, RequestForm, Task> serve)
    {
        var guard = new ErrorGuard(_logger, (context, status, error) => _reply.SendAsync(context, new(kind, Operations, Code: status, Error: error)));
        return guard.Around(async context =>
        {
            context.Response.Headers.CacheControl = "no-store";
            Methods.Demand(context, HttpMethods.Post);
            await serve(context, await RequestForm.ReadAsync(context, MaxFormBytes).ConfigureAwait(false)).ConfigureAwait(false);
        });
    }

    private async Task IssueAsync(HttpContext context, RequestForm form)
    {
        DemandIssuer();
        Caller caller = await grants.GrantAsync(form, context.RequestAborted).ConfigureAwait(false);
        string token = tokens.Issue(caller);
        TokenLog.Issued(_logger, caller.Scopes.Names.Count);
        await _reply.SendAsync(context, new(IssueKind, Operations), json =>
        {
            json.WriteString("accessToken"u8, token);
            json.WriteNumber("expires_in"u8, (int)TokenAuthority.Lifetime.TotalSeconds);
        }).ConfigureAwait(false);
    }

    /// <summary>What is not a token here is as good as revoked, as RFC 7009, section 2.2 has it.</summary>
    private async Task RevokeAsync(HttpContext context, RequestForm form)
    {
        DemandIssuer();
        string token = form.Required("token");
        Caller caller = await grants.IdentifyAsync(form, context.RequestAborted).ConfigureAwait(false);
        TokenState state = await tokens.ExamineAsync(token).ConfigureAwait(false);
        if (state.Owner is { } owner)
        {
            if (!caller.SpeaksFor(owner.Application!, owner.Client))
            {
                throw new RefusedException(StatusCodes.Status400BadRequest, "The token was issued to somebody else: only they, or their application, can revoke it.");
            }

            tokens.Revoke(state);
            TokenLog.Revoked(_logger);
        }

        await _reply.SendAsync(context, new(RevokeKind, Operations)).ConfigureAwait(false);
    }

    private async Task ValidateAsync(HttpContext context, RequestForm form)
    {
        string token = form.Required("token");
        string status = access.Matches(token) ? TokenStatus.Valid : (await tokens.ExamineAsync(token).ConfigureAwait(false)).Status;
        await _reply.SendAsync(context, new(ValidateKind, Operations), json => json.WriteString("tokenStatus"u8, status)).ConfigureAwait(false);
    }

    private void DemandIssuer()
    {
        if (options is { Accounts: null, AccessToken: not null })
        {
            throw new RefusedException(StatusCodes.Status501NotImplemented, "This server takes one fixed token and issues none. Give it an accounts file to issue tokens.");
        }
    }
}
