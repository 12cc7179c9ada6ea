namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states that the engine and the dashboard know.</summary>
public static class KnownResourceStates
{
    /// <summary>It was never started: it waits for somebody to do so.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>Its start waits for other resources.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>It is being started.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>It runs.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>It is there, and has nothing that runs.</summary>
    public static readonly string Active = nameof(Active);

    /// <summary>Somebody has asked it to end.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>It was ended, or ended with an error.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>It has ended by itself.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>It could not be started.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>What it runs on does not work.</summary>
    public static readonly string RuntimeUnhealthy = nameof(RuntimeUnhealthy);

    /// <summary>The states in which it has ended.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}
