namespace Distribution.Valkey;

/// <summary>The server understood the command and refused it. Sending the same again will be refused again.</summary>
public sealed class ValkeyServerException : ValkeyException
{
    /// <param name="code">The first word of the answer.</param>
    /// <param name="message">The answer, and to what.</param>
    internal ValkeyServerException(string code, string message)
        : base(message, mayHaveBeenExecuted: false, inner: null) => Code = code;

    /// <summary>The first word of the server's answer, such as <c>WRONGTYPE</c>, <c>NOPERM</c> or <c>ERR</c>.</summary>
    public string Code { get; }
}
