using Distribution.Valkey;

namespace Distribution.Hosting.Valkey;

/// <summary>A member or a Sentinel and where it listens.</summary>
internal sealed record MemberAddress(string Name, int Port)
{
    public const string Host = "127.0.0.1";

    public ValkeyEndpoint Endpoint => new(Host, Port);
}
