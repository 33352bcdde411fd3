namespace Mimi.Client.Serialization;

/// <summary>Turns the bytes of one message into a result.</summary>
/// <typeparam name="T">The result.</typeparam>
/// <param name="message">One whole message. The bytes are valid only during the call.</param>
/// <returns>The result, which must not refer to <paramref name="message"/>.</returns>
public delegate T MessageReader<out T>(ReadOnlySpan<byte> message);
