using Mimi.TestSupport;

namespace Mimi.Audio;

public sealed class PublicApiTests
{
    [Fact]
    public void Assembly_PublicSurface_MatchesItsListing() => PublicApiListing.Matches(typeof(PcmFormat).Assembly);
}
