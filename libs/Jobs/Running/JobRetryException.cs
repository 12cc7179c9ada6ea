namespace Distribution.Jobs;

/// <summary>An attempt failed, and the handler knows when the next is worth it. It counts as any other failure.</summary>
public sealed class JobRetryException(TimeSpan after, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>How long from now.</summary>
    public TimeSpan After => after;
}
