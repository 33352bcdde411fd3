using Mimi.Client.Testing;
using Mimi.TestSupport;

namespace Mimi.Client.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void Client_MatchesItsListing() => PublicApiListing.Matches(typeof(MimiCredential).Assembly);

    [Fact]
    public void Testing_MatchesItsListing() => PublicApiListing.Matches(typeof(ManualTimeProvider).Assembly);
}
