namespace Distribution.Drills.Targets.Compose;

/// <summary>Which topology of compose is drilled, and with what.</summary>
/// <param name="Topology">Its name: the value of the marker that its containers carry.</param>
public sealed record ComposeTargetOptions(string Topology)
{
    /// <summary>The engine, as <c>DOCKER_HOST</c> names it; null for the machine's usual one.</summary>
    public string? DockerHost { get; init; }

    /// <summary>Where its secrets are; null for where its containers have them from.</summary>
    public string? SecretsFolder { get; init; }

    /// <summary>What makes images of a newer build and puts them in place; null where that cannot be done.</summary>
    public ComposeUpgradeMeans? Upgrade { get; init; }
}
