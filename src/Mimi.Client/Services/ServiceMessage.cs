using System.Net;
using System.Net.Http.Headers;

namespace Mimi.Client.Services;

/// <summary>What an engine is given for a request or the opening of a session.</summary>
internal static class ServiceMessage
{
    public static HttpRequestMessage Create(HttpMethod method, Uri address, MimiServiceRequest request, HttpContent? content, string? accessToken)
    {
        var message = new HttpRequestMessage(method, ServiceAddress.Append(address, request.Path)) { Content = content, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower, Version = HttpVersion.Version11 };
        if (accessToken is not null)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        }

        foreach ((string name, string value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }
}
