using Mimi.TestSupport;

namespace Mimi.Chaos.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void Chaos_MatchesItsListing() => PublicApiListing.Matches(typeof(ChaosPlan).Assembly);
}
