namespace Distribution.Publishing.Compose.Model;

/// <summary>A file of settings in a container.</summary>
public sealed record ComposeConfigUse
{
    /// <summary>Its name in the compose file.</summary>
    public required string Source { get; init; }

    /// <summary>Its path in the container.</summary>
    public required string Target { get; init; }
}
