namespace Mimi.Server.Http;

/// <summary>What mimi's management calls answer with (https://mimi.readme.io/docs/auth-api).</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Collection">The path of the operations, below which its own link is.</param>
/// <param name="Target">The path of what was made or changed, or nothing.</param>
/// <param name="Code">The HTTP status, which the body repeats: some clients look into the body, some at the status.</param>
/// <param name="Error">What went wrong, or nothing.</param>
internal sealed record Operation(string Kind, string Collection, string Target = "", int Code = 200, string Error = "");
