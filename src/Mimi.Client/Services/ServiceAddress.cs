namespace Mimi.Client.Services;

/// <summary>The address of a service as a user may write it.</summary>
internal static class ServiceAddress
{
    /// <returns>The same address with <c>http</c> or <c>https</c>, which is what engines take.</returns>
    public static Uri Normalize(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri)
        {
            throw new ArgumentException("The address of a service is an absolute URI, such as https://service.mimi.fd.ai/.", nameof(address));
        }

        if (!string.IsNullOrEmpty(address.UserInfo))
        {
            throw new ArgumentException("The address of a service carries no user name or password; pass a credential.", nameof(address));
        }

        return address.Scheme switch
        {
            "http" or "https" => address,
            "ws" => WithScheme(address, "http"),
            "wss" => WithScheme(address, "https"),
            _ => throw new ArgumentException($"The scheme of a service's address is https, http, wss or ws, not {address.Scheme}.", nameof(address)),
        };
    }

    /// <summary>Says whether <paramref name="path"/> can be appended to an address without leading elsewhere.</summary>
    public static bool IsPath(string path) =>
        path.Length > 0 && path[0] != '/' && !path.AsSpan().ContainsAny("?#\\:") && !path.AsSpan().ContainsAnyExceptInRange('!', '~') && !path.Split('/').Any(static segment => segment is "." or "..");

    /// <summary>Appends a path, whether the address ends with a slash or not. A query of the address stays.</summary>
    public static Uri Append(Uri address, string? path) =>
        path is null ? address : new UriBuilder(address) { Path = address.AbsolutePath.TrimEnd('/') + "/" + path }.Uri;

    private static Uri WithScheme(Uri address, string scheme) => new UriBuilder(address) { Scheme = scheme, Port = address.Port }.Uri;
}
