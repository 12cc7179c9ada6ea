namespace Distribution.Valkey;

/// <summary>
/// There is no primary that takes the command at the moment: none is known, the connection ended or did not answer in time, the server is
/// starting, demoted or without enough replicas. Worth trying again once a failover is over, which takes 1–3 s.
/// </summary>
public sealed class ValkeyUnavailableException : ValkeyException
{
    /// <param name="message">What failed, on which server.</param>
    /// <param name="mayHaveBeenExecuted">Whether the server may have done what was asked.</param>
    /// <param name="inner">What it came from.</param>
    /// <param name="code">The first word of the server's answer, if it gave one.</param>
    internal ValkeyUnavailableException(string message, bool mayHaveBeenExecuted, Exception? inner = null, string? code = null)
        : base(message, mayHaveBeenExecuted, inner) => Code = code;

    /// <summary>The first word of the server's answer, such as <c>READONLY</c>; null when there was no answer.</summary>
    public string? Code { get; }
}
