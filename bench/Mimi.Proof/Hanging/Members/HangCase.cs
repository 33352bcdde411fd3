namespace Mimi.Proof.Hanging.Members;

/// <summary>How a member is called.</summary>
/// <param name="Member">The member, as <see cref="AsyncMembers"/> names it.</param>
/// <param name="Bound">How long it may take by the session's clock.</param>
/// <param name="Act">Calls it. That it fails is expected; that it hangs is not.</param>
internal sealed record HangCase(string Member, TimeSpan Bound, Func<HangWorld, Task> Act);
