using Distribution.Valkey;

namespace Distribution.Hosting.Valkey;

/// <summary>A member or a Sentinel and where everybody looks for it.</summary>
internal sealed record MemberAddress(string Name, int Port)
{
    public const string Host = "127.0.0.1";

    /// <summary>Where the process itself listens: another port when a relay stands before it.</summary>
    public int TargetPort { get; init; } = Port;

    public ValkeyEndpoint Endpoint => new(Host, Port);
}
