using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mimi.Server.Sockets;

/// <summary>Puts an <see cref="ObservedStream"/> under the WebSocket that ASP.NET Core makes: of an HTTP/1.1 upgrade, or of HTTP/2's extended CONNECT (RFC 8441).</summary>
internal sealed class ObservedUpgrade(IHttpUpgradeFeature? upgrade, IHttpExtendedConnectFeature? connect, FrameRules rules) : IHttpUpgradeFeature, IHttpExtendedConnectFeature
{
    public bool IsUpgradableRequest => upgrade?.IsUpgradableRequest ?? false;

    public bool IsExtendedConnect => connect?.IsExtendedConnect ?? false;

    public string? Protocol => connect?.Protocol;

    public static void Install(HttpContext context, FrameRules rules)
    {
        IHttpUpgradeFeature? upgrade = context.Features.Get<IHttpUpgradeFeature>();
        IHttpExtendedConnectFeature? connect = context.Features.Get<IHttpExtendedConnectFeature>();
        var observed = new ObservedUpgrade(upgrade, connect, rules);
        if (upgrade is not null)
        {
            context.Features.Set<IHttpUpgradeFeature>(observed);
        }

        if (connect is not null)
        {
            context.Features.Set<IHttpExtendedConnectFeature>(observed);
        }

        context.Features.Set(rules);
    }

    public async Task<Stream> UpgradeAsync() =>
        new ObservedStream(await upgrade!.UpgradeAsync().ConfigureAwait(false), rules);

    public async ValueTask<Stream> AcceptAsync() =>
        new ObservedStream(await connect!.AcceptAsync().ConfigureAwait(false), rules);
}
