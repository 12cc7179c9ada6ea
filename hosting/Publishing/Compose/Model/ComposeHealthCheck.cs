namespace Distribution.Publishing.Compose.Model;

/// <summary>How the engine asks a container for its health.</summary>
public sealed record ComposeHealthCheck
{
    /// <summary>Says that there is none, for an image that has no program that could ask.</summary>
    public static ComposeHealthCheck None { get; } = new() { Disable = true };

    /// <summary><c>CMD</c>, then the program and its arguments.</summary>
    public IList<string> Test { get; init; } = [];

    /// <summary>From one question to the next, and from the start to the first: <c>10s</c>.</summary>
    public string? Interval { get; init; }

    /// <summary>After which no answer is a bad one.</summary>
    public string? Timeout { get; init; }

    /// <summary>Bad answers in a row by which it is unhealthy.</summary>
    public int? Retries { get; init; }

    /// <summary>From the start, for how long bad answers do not count.</summary>
    public string? StartPeriod { get; init; }

    /// <summary>True when there is none; null otherwise.</summary>
    public bool? Disable { get; init; }
}
