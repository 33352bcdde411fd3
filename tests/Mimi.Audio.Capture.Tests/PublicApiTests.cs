using Mimi.TestSupport;

namespace Mimi.Audio.Capture;

public sealed class PublicApiTests
{
    [Fact]
    public void Assembly_PublicSurface_MatchesItsListing() => PublicApiListing.Matches(typeof(AudioCapture).Assembly);
}
