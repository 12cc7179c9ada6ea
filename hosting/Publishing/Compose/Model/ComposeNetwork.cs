namespace Distribution.Publishing.Compose.Model;

/// <summary>A network of the topology.</summary>
internal sealed record ComposeNetwork
{
    /// <summary>Whether nothing leads out of it; null in an overlay that does not say.</summary>
    public bool? Internal { get; init; }

    public ComposeAddresses? Ipam { get; init; }
}
