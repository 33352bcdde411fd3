using Mimi.Server.Tests.Support;

namespace Mimi.Server.Tests.Tokens;

/// <summary>The accounts file, and what is said of each mistake in it.</summary>
public sealed class AccountsTests
{
    [Theory]
    [InlineData("""{ "applications": [] }""", "applications: there must be one at least")]
    [InlineData("""{ "apps": [] }""", "'apps' means nothing here; its members are signingKey, applications")]
    [InlineData("""{ "applications": [null] }""", "applications[0]: it is null")]
    [InlineData("""{ "applications": [{ "id": "a", "scope": "x" }] }""", "applications[0]: 'scope' means nothing here; its members are id, secret, scopes, clients")]
    [InlineData("""{ "applications": [{ "id": "a:b", "scopes": [] }] }""", "'id' must be there, without a colon")]
    [InlineData("""{ "applications": [{ "id": "a" }] }""", "'scopes' must be a list")]
    [InlineData("""{ "applications": [{ "id": "a", "scopes": ["a b"] }] }""", "'scopes' must be a list")]
    [InlineData("""{ "applications": [{ "id": "a", "scopes": [], "secret": "MARKED" }] }""", "'secret' must be a hash as MimiAccounts.HashSecret makes it")]
    [InlineData("""{ "applications": [{ "id": "a", "scopes": [], "secret": "pbkdf2-sha512$1$AAAAAAAAAAAAAAAAAAAAAA==$MARKED" }] }""", "'secret' must be a hash")]
    [InlineData("""{ "applications": [{ "id": "a", "scopes": [] }, { "id": "a", "scopes": [] }] }""", "the id 'a' is there twice")]
    [InlineData("""{ "applications": [{ "id": "a", "scopes": [], "clients": [{ "id": "c", "name": "MARKED" }] }] }""", "applications[0].clients[0]: 'name' means nothing here; its members are id, secret, scopes")]
    [InlineData("""{ "signingKey": "TUFSS0VE", "applications": [{ "id": "a", "scopes": [] }] }""", "signingKey: it must be 32 random bytes or more, in base64")]
    [InlineData("""{ "signingKey": "MARKED !", "applications": [{ "id": "a", "scopes": [] }] }""", "signingKey: it must be 32 random bytes or more, in base64")]
    [InlineData("""{ "applications": "MARKED" }""", "$.applications, line 1")]
    [InlineData("""{ "applications": [], "applications": [] }""", "line 1")]
    [InlineData("null", "it must be an object")]
    public void Parse_Mistake_SaysWhereAndWhatIsRight(string json, string expected)
    {
        var e = Assert.Throws<InvalidDataException>(() => MimiAccounts.Parse(json));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.Contains("docs/local-mimi.md", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("MARKED", e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("TUFSS0VE", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_File_IsNamedInItsMistakes()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllText(path, TestAccounts.Json(null));
            Assert.NotNull(MimiAccounts.Load(path));
            File.WriteAllText(path, "\uFEFF{ /* comments and commas */ \"applications\": [], }");
            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => MimiAccounts.Load(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Throws<FileNotFoundException>(() => MimiAccounts.Load(path));
    }

    [Fact]
    public void HashSecret_Twice_DiffersByItsSalt()
    {
        string one = MimiAccounts.HashSecret("秘密");
        string two = MimiAccounts.HashSecret("秘密");

        Assert.NotEqual(one, two);
        Assert.Matches(@"^pbkdf2-sha512\$210000\$[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=$", one);
        Assert.Throws<ArgumentException>(() => MimiAccounts.HashSecret(""));
    }
}
