namespace Distribution.Hosting.Network;

/// <summary>A member's ports on loopback: one and the same, unless the network is relayed.</summary>
/// <param name="Port">Where everybody looks for it.</param>
/// <param name="TargetPort">Where it listens.</param>
public sealed record MemberPorts(int Port, int TargetPort)
{
    /// <summary>One that listens where it is looked for.</summary>
    public static MemberPorts Direct(int port) => new(port, port);
}
