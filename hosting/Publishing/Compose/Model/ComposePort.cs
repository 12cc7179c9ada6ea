namespace Distribution.Publishing.Compose.Model;

/// <summary>A port of the machine that leads to a container.</summary>
public sealed record ComposePort
{
    /// <summary>The machine's address; 127.0.0.1 is not reached from outside.</summary>
    public required string HostIp { get; init; }

    /// <summary>The machine's port.</summary>
    public required string Published { get; init; }

    /// <summary>The container's port.</summary>
    public required int Target { get; init; }
}
