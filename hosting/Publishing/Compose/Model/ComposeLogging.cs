namespace Distribution.Publishing.Compose.Model;

/// <summary>Where a container's output goes.</summary>
public sealed record ComposeLogging
{
    /// <summary>The engine's driver.</summary>
    public required string Driver { get; init; }

    /// <summary>The driver's options.</summary>
    public required IDictionary<string, string> Options { get; init; }
}
