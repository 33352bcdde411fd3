using System.Net;
using Mimi.Client.Speakers;
using Mimi.Client.Tests.Support;
using Mimi.TestSupport;

namespace Mimi.Client.Tests.Speakers;

/// <summary>What comes back.</summary>
public sealed class MimiSpeakerAnswerTests
{
    private const string Operation = """
        {"operationId":"0123","startTimestamp":1700000000,"endTimestamp":1700000002,"selfLink":"https://apis.mimi.fd.ai/v1/operations/0123",
         "targetLink":"https://apis.mimi.fd.ai/v1/srs/speeches/9","kind":"srs#operation#speech","progress":100,"code":200,"status":"success","error":"","id":"9","新":[1]}
        """;

    private static CancellationToken Token => TestTimeout.Token;

    [Fact]
    public async Task Operation_EveryField_IsRead()
    {
        MimiOperation operation = await Client(Operation).CommitTrainingAsync("s", Token);

        Assert.Equal(("9", "0123", "srs#operation#speech", "success", ""), (operation.Id, operation.OperationId, operation.Kind, operation.Status, operation.Error));
        Assert.Equal(("https://apis.mimi.fd.ai/v1/operations/0123", "https://apis.mimi.fd.ai/v1/srs/speeches/9"), (operation.SelfLink, operation.TargetLink));
        Assert.Equal((100, 200), (operation.Progress, operation.Code));
        Assert.Equal((DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), DateTimeOffset.FromUnixTimeSeconds(1_700_000_002)), (operation.StartTime, operation.EndTime));
        Assert.Equal("[1]", operation.Json.GetProperty("新").GetRawText());
    }

    [Theory]
    [InlineData("""{}""", null)]
    [InlineData("""[{"id":17}]""", "17")]
    [InlineData("""{"id":["x"],"startTimestamp":"soon","endTimestamp":1e300,"progress":"100","code":{},"status":7,"error":null}""", null)]
    [InlineData("""{"id":"話","startTimestamp":-1,"endTimestamp":999999999999999,"code":1.5,"status":"running"}""", "話")]
    public async Task Operation_MissingOrOtherFields_AreLeftEmpty(string answer, string? id)
    {
        MimiOperation operation = await Client(answer).CommitTrainingAsync("s", Token);

        Assert.Equal(id, operation.Id);
        Assert.Null(operation.StartTime);
        Assert.Null(operation.EndTime);
        Assert.Null(operation.Code);
        Assert.Equal("", operation.Error);
    }

    [Theory]
    [InlineData("""{"status":"error","error":"話者がいません","code":404}""", "話者がいません")]
    [InlineData("""[{"status":"error","error":"話者がいません"}]""", "話者がいません")]
    [InlineData("""{"code":500}""", """{"code":500}""")]
    public async Task Operation_Error_IsThrown(string answer, string detail)
    {
        var e = await Assert.ThrowsAsync<MimiServiceException>(() => Client(answer).CommitTrainingAsync("s", Token));

        Assert.Equal((HttpStatusCode.OK, detail), (e.StatusCode, e.Detail));
        Assert.DoesNotContain("話者", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operation_ErrorThatRepeatsTheToken_DoesNotShowIt()
    {
        var client = new MimiSpeakerClient(new HttpServer("""{"status":"error","error":"secret-token expired"}""").Engine, MimiCredential.FromToken("secret-token"), "a", "c");

        Assert.Equal("[redacted] expired", (await Assert.ThrowsAsync<MimiServiceException>(() => client.CommitTrainingAsync("s", Token))).Detail);
    }

    [Theory]
    [InlineData("""{"id":"7","name":"花子","code":450}""")]
    [InlineData("""[{"id":7,"name":"花子","code":450}]""")]
    public async Task Get_ObjectOrArrayOfOne_IsTheResource(string answer)
    {
        MimiSpeakerResource speaker = await Client(answer).GetSpeakerAsync("7", Token);

        Assert.Equal(("7", "花子", 450), (speaker.Id, speaker.Name, speaker.Json.GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task Get_ErrorInItsPlace_IsThrown()
    {
        Assert.Equal("だめ", (await Assert.ThrowsAsync<MimiServiceException>(() => Client("""{"status":"error","error":"だめ"}""").GetGroupAsync("7", Token))).Detail);
        Assert.Equal("だめ", (await Assert.ThrowsAsync<MimiServiceException>(() => Client("""[{"status":"error","error":"だめ"}]""").GetGroupsAsync(Token))).Detail);
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("""{"name":"家族"}""", 1)]
    [InlineData("""[{"name":"家族"},{"id":"2","name":"家族"}]""", 2)]
    public async Task GetGroups_ArrayOrObject_IsAList(string answer, int count)
    {
        IReadOnlyList<MimiSpeakerResource> groups = await Client(answer).GetGroupsAsync(Token);

        Assert.Equal(count, groups.Count);
        Assert.All(groups, static group => Assert.Equal("家族", group.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("秘密")]
    [InlineData("\"秘密\"")]
    [InlineData("[\"秘密\"]")]
    [InlineData("[[\"秘密\"]]")]
    [InlineData("{\"name\":\"秘密\"} 1")]
    [InlineData("{\"name\":\"\\ud800秘密\",\"id\":\"\\ud800秘密\"}")]
    public async Task Answer_NoResource_ThrowsWithoutTheContent(string answer)
    {
        MimiException[] thrown =
        [
            await Assert.ThrowsAsync<MimiJsonException>(() => Client(answer).CommitTrainingAsync("s", Token)),
            await Assert.ThrowsAsync<MimiJsonException>(() => Client(answer).GetSpeakerAsync("s", Token)),
            await Assert.ThrowsAsync<MimiJsonException>(() => Client(answer).GetGroupsAsync(Token)),
        ];

        Assert.All(thrown, static e => Assert.DoesNotContain("秘密", e.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[]", "0 elements")]
    [InlineData("[{},{}]", "2 elements")]
    public async Task Get_NotOne_Throws(string answer, string message) =>
        Assert.Contains(message, (await Assert.ThrowsAsync<MimiJsonException>(() => Client(answer).GetSpeakerAsync("s", Token))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Call_Refused_TellsStatusAndBody()
    {
        var client = new MimiSpeakerClient(new HttpServer("""{"error":"権限"}""", status: HttpStatusCode.Forbidden).Engine, null, "a", "c");

        var e = await Assert.ThrowsAsync<MimiServiceException>(() => client.CreateGroupAsync("家族", cancellationToken: Token));

        Assert.Equal((HttpStatusCode.Forbidden, """{"error":"権限"}"""), (e.StatusCode, e.Detail));
    }

    private static MimiSpeakerClient Client(string answer) => new(new HttpServer(answer).Engine, null, "a", "c");
}
