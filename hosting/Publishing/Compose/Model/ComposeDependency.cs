namespace Distribution.Publishing.Compose.Model;

/// <summary>What must be so of another service.</summary>
public sealed record ComposeDependency
{
    /// <summary>It answers its health check.</summary>
    public const string Healthy = "service_healthy";

    /// <summary>It was started.</summary>
    public const string Started = "service_started";

    /// <summary>It ended with exit code 0.</summary>
    public const string Completed = "service_completed_successfully";

    /// <summary>One of the above.</summary>
    public required string Condition { get; init; }

    /// <summary>False when it is waited for only where it is there; null for true.</summary>
    public bool? Required { get; init; }
}
