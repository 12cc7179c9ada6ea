namespace Distribution.Publishing.Compose.Model;

/// <summary>What a container may use at most.</summary>
public sealed record ComposeLimits
{
    /// <summary>Memory, with its unit: <c>512M</c>.</summary>
    public required string Memory { get; init; }

    /// <summary>Processes and threads.</summary>
    public required int Pids { get; init; }
}
