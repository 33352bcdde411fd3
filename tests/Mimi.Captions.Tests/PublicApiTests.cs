using Mimi.TestSupport;

namespace Mimi.Captions;

public sealed class PublicApiTests
{
    [Fact]
    public void Assembly_PublicSurface_MatchesItsListing() => PublicApiListing.Matches(typeof(Caption).Assembly);
}
