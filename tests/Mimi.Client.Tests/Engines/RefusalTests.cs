using System.Net;
using System.Text;
using Mimi.Client.Engines;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Engines;

public sealed class RefusalTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private static CancellationToken Timeout => TestTimeout.Token;

    [Fact]
    public async Task Read_LongBody_IsCutBetweenCharacters()
    {
        MimiServiceException e = await ReadAsync(new string('あ', 4_095) + "𠮷野家");

        Assert.Equal(new string('あ', 4_095), e.Detail); // The next character takes two chars, and one has room.
    }

    [Fact]
    public async Task Read_BodyOf4096_IsWhole()
    {
        string body = new('猫', 4_096);

        Assert.Equal(body, (await ReadAsync(body)).Detail);
    }

    [Fact]
    public async Task Read_EmptyBody_HasNoDetail() => Assert.Null((await ReadAsync(string.Empty)).Detail);

    [Fact]
    public async Task Read_TokenIsCutByTheLimit_NothingOfItIsLeft()
    {
        string token = new('s', 4_000);
        string body = token + token + token + token + token; // 16,384 bytes are read: four whole ones, and 384 bytes of the fifth.

        MimiServiceException e = await ReadAsync(body, "Bearer " + token);

        Assert.Equal("[redacted][redacted][redacted][redacted]", e.Detail);
    }

    [Fact]
    public async Task Read_WholeHeaderIsRepeated_IsRedacted()
    {
        MimiServiceException e = await ReadAsync("not accepted: Bearer s3cret, S3CRET, 秘密", "Bearer s3cret");

        Assert.Equal("not accepted: [redacted], [redacted], 秘密", e.Detail);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("Sun, 22 Nov 2026 10:00:45 GMT", 45)]
    [InlineData("Sun, 22 Nov 2026 09:00:00 GMT", 0)]
    [InlineData("soon", null)]
    public async Task RetryAfter_ServerTellsNoDate_CountsFromTheClock(string header, int? seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        response.Headers.TryAddWithoutValidation("Retry-After", header);

        MimiServiceException e = await new Refusal(response, RequestSecrets.Of(new HttpRequestMessage()), new FixedClock()).ReadAsync(Timeout);

        Assert.Equal(seconds, (int?)e.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task Read_Cancelled_Throws()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StreamContent(new NeverStream()) };
        using var cancellation = new CancellationTokenSource();
        Task reading = new Refusal(response, RequestSecrets.Of(new HttpRequestMessage()), new FixedClock()).ReadAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    private static async Task<MimiServiceException> ReadAsync(string body, string? authorization = null)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        using var request = new HttpRequestMessage();
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return await new Refusal(response, RequestSecrets.Of(request), TimeProvider.System).ReadAsync(Timeout);
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class NeverStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(System.Threading.Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        }
    }
}
