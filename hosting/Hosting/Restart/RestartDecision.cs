namespace Distribution.Hosting.Restart;

/// <summary>What to do about the end of a process.</summary>
internal abstract record RestartDecision
{
    /// <summary>Nothing: it ended as somebody wished, or has not ended.</summary>
    public sealed record Leave : RestartDecision;

    /// <summary>Start it again.</summary>
    /// <param name="After">The pause before.</param>
    /// <param name="Attempt">The how manieth start within the window, from 1.</param>
    public sealed record StartAgain(TimeSpan After, int Attempt) : RestartDecision;

    /// <summary>Leave it as failed.</summary>
    /// <param name="Attempts">How many starts within the window did not help.</param>
    public sealed record GiveUp(int Attempts) : RestartDecision;
}
