namespace Distribution.Publishing.Compose.Model;

/// <summary>What a container may use.</summary>
public sealed record ComposeDeployment
{
    /// <summary>What it is promised and what it may use.</summary>
    public required ComposeResources Resources { get; init; }
}
