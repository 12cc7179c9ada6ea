namespace Distribution.Valkey;

/// <summary>What came is not RESP3. The connection it came on is closed, because nothing after it can be understood.</summary>
/// <param name="message">What was wrong.</param>
public sealed class RespProtocolException(string message) : Exception(message);
