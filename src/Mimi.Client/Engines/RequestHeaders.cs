using System.Net.Http.Headers;

namespace Mimi.Client.Engines;

/// <summary>Copies headers as they are: reading one through its typed property would re-format it.</summary>
internal static class RequestHeaders
{
    public static void CopyTo(this HttpHeaders from, HttpHeaders to, Func<string, string, bool> leavesOut)
    {
        foreach (var header in from.NonValidated)
        {
            if (!leavesOut(header.Key, header.Value.ToString()))
            {
                to.TryAddWithoutValidation(header.Key, header.Value);
            }
        }
    }
}
