using Mimi.TestSupport;

namespace Mimi.Speech.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_Assembly_IsAsListed() => PublicApiListing.Matches(typeof(LocalSpeechModels).Assembly);
}
