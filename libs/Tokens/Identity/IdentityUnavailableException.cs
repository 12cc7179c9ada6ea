namespace Distribution.Tokens;

/// <summary>Identity gave no token, and there is none that still lives. It is a failure of transport to those who call others with a token.</summary>
public sealed class IdentityUnavailableException : HttpRequestException
{
    /// <summary>Makes one without details.</summary>
    public IdentityUnavailableException()
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What each replica said.</param>
    public IdentityUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with its cause.</summary>
    /// <param name="message">What each replica said.</param>
    /// <param name="cause">The cause.</param>
    public IdentityUnavailableException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
